/** What machines are bought and sorted by: packages, groups, tags, graphics cards, images. */
import type { Random } from '../random.ts';
import type { GpuType, Group, Iso, Package, SpeedProfile, Tag } from './model.ts';

export interface Catalogue {
  packages: Package[];
  groups: Group[];
  tags: Tag[];
  gpuType: GpuType;
  iso: Iso;
  speedProfile: SpeedProfile;
}

/** 1 June 2026. A generated cloud does not depend on the clock, so its times hang on a fixed one. */
export const EPOCH = 1_780_272_000;

const PACKAGES = [
  ['ROCK-3', 1, 3, 40],
  ['ROCK-6', 2, 6, 80],
  ['ROCK-12', 4, 12, 160],
  ['ROCK-24', 8, 24, 320],
] as const;

export function createCatalogue(random: Random): Catalogue {
  const groupId = random.id('vmpkgrp');
  return {
    packages: PACKAGES.map(([name, cpuCores, memoryInGb, storageInGb]) => ({
      id: random.id('vmpkg'),
      name,
      permalink: name.toLowerCase(),
      cpuCores,
      ipv4Addresses: 1,
      memoryInGb,
      storageInGb,
      groupId,
    })),
    groups: ['Web tier', 'Databases'].map((name, index) => ({
      id: random.id('vmgrp'),
      name,
      segregate: index === 1,
      createdAt: EPOCH - 40_000_000,
    })),
    tags: [
      createTag(random, 'production', 'red'),
      createTag(random, 'customer-facing', 'light_blue'),
      createTag(random, 'test', 'yellow'),
    ],
    gpuType: {
      id: random.id('gpu'),
      name: 'L40S',
      manufacturer: 'NVIDIA',
      memoryInGb: 48,
      memoryType: 'GDDR6',
      permalink: 'l40s',
    },
    iso: {
      id: random.id('iso'),
      name: 'Rescue 12',
      operatingSystem: { id: random.id('os'), name: 'Debian' },
    },
    speedProfile: { id: random.id('nsp'), name: '1 Gbps', permalink: '1gbps' },
  };
}

function createTag(random: Random, name: string, color: string): Tag {
  return { id: random.id('tag'), name, color, createdAt: EPOCH - 30_000_000 };
}
