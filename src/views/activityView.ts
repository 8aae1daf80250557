import {
  commands as vscodeCommands,
  EventEmitter,
  window,
  type Disposable,
  type TreeDataProvider,
  type TreeItem,
} from 'vscode';
import type { Activities } from '../inventory/activities/activities.ts';
import type { Activity } from '../inventory/activities/activity.ts';
import { contextKeys, views } from '../manifest.ts';
import { activityItem, activityTooltip } from './activityItem.ts';

/** What was done in this window, the newest first. It is there once something was. */
export class ActivityView implements TreeDataProvider<Activity>, Disposable {
  readonly #activities: Activities;
  readonly #changes = new EventEmitter<Activity | undefined>();
  readonly #parts: readonly { dispose(): unknown }[];

  readonly onDidChangeTreeData = this.#changes.event;

  constructor(activities: Activities) {
    this.#activities = activities;
    this.#parts = [
      activities.onDidChange((activity) => this.#show(activity)),
      window.createTreeView<Activity>(views.activity, { treeDataProvider: this, canSelectMany: true }),
      this.#changes,
    ];
    this.#show(undefined);
  }

  getTreeItem(activity: Activity): TreeItem {
    return activityItem(activity);
  }

  getChildren(activity?: Activity): Activity[] {
    return activity ? [] : [...this.#activities.all];
  }

  resolveTreeItem(item: TreeItem, activity: Activity): TreeItem {
    item.tooltip = activityTooltip(activity);
    return item;
  }

  dispose(): void {
    for (const part of this.#parts) part.dispose();
  }

  #show(activity: Activity | undefined): void {
    const isAny = this.#activities.all.length > 0;
    void vscodeCommands.executeCommand('setContext', contextKeys.activities, isAny);
    this.#changes.fire(activity);
  }
}
