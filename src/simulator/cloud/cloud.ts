/** The whole state of a simulated cloud, with the indexes that lookups need. */
import type {
  DataCenter,
  IpAddress,
  Network,
  NetworkInterface,
  Organization,
  SpeedProfile,
  Task,
  VirtualMachine,
  Zone,
} from './model.ts';

export interface Cloud {
  user: { id: string; firstName: string; lastName: string; avatarUrl: string };
  dataCenters: DataCenter[];
  zones: Zone[];
  networks: Network[];
  speedProfile: SpeedProfile;
  organizations: Organization[];
  machines: Map<string, VirtualMachine>;
  interfaces: Map<string, NetworkInterface>;
  addresses: Map<string, IpAddress>;
  addressesByText: Map<string, IpAddress>;
  tasks: Map<string, Task>;
}
