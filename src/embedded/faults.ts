import { AppError } from "../errors.ts";

// What can keep the embedded services from starting. Each sentence says what to do next; status 4xx = the user can mend it.

export const alreadyRunning = (address: string, pid: number): AppError =>
  new AppError(
    "already_running",
    409,
    `匠途已经在运行（进程 ${pid}）：${address}。直接打开这个地址即可；要重新启动，请先在原窗口按 Ctrl-C。`,
  );

export const folderInUse = (folder: string, pid: number): AppError =>
  new AppError(
    "folder_in_use",
    409,
    `数据目录 ${folder} 正被另一个命令（进程 ${pid}）使用。请等它结束后再试，或用 DATA_DIR 换一个目录。`,
  );

export const diskFull = (folder: string): AppError =>
  new AppError(
    "disk_full",
    409,
    `磁盘空间不足：${folder}。请清理磁盘（至少留出 500 MB），或用 DATA_DIR 换到别的磁盘。`,
  );

const noRight = (folder: string): AppError =>
  new AppError("no_right", 409, `没有权限读写 ${folder}。请修改它的权限，或用 DATA_DIR 换一个目录。`);

export const folderUnreachable = (folder: string): AppError =>
  new AppError(
    "folder_unreachable",
    409,
    `以 root 运行时，内置数据库以 nobody 身份运行，但 nobody 进不了 ${folder}。请把 DATA_DIR 换到 /var/lib 下，或不要以 root 运行。`,
  );

export const foreignPostgresData = (folder: string, found: string, ours: string): AppError =>
  new AppError(
    "foreign_postgres_data",
    409,
    `${folder} 里是 PostgreSQL ${found} 的数据，本程序带的是 ${ours}，不能直接打开。请用 DATA_DIR 换一个目录，或用 PostgreSQL ${found} 导出后再导入。`,
  );

export const noPostgres = (platform: string): AppError =>
  new AppError(
    "no_postgres",
    409,
    `这台机器（${platform}）上没有内置的 PostgreSQL。请先运行 npm ci，或用 DATABASE_URL 指向一个 PostgreSQL 16 以上的数据库。`,
  );

export const changedBinary = (file: string): AppError =>
  new AppError(
    "changed_binary",
    409,
    `${file} 与发布时的校验值不符，为安全起见不启动它。请删除 node_modules 后重新运行 npm ci。`,
  );

/** A child process ended or never became ready, and its log tells nothing we know. */
export const childFailed = (name: string, logFile: string): AppError =>
  new AppError("child_failed", 500, `${name} 没有启动成功，原因见 ${logFile} 的最后几行。`);

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;

/** Turns what the operating system says into one of the sentences above; anything else is returned as it is. */
export function spokenFault(error: unknown, folder: string): unknown {
  if (error instanceof AppError) return error;
  switch (codeOf(error)) {
    case "ENOSPC":
    case "EDQUOT":
    case "53100": // PostgreSQL's own
      return diskFull(folder);
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return noRight(folder);
    default:
      return error;
  }
}

/** What the operating system says when the web server cannot listen, as a sentence that says what to do. */
export function listenFault(error: unknown, host: string, port: number): unknown {
  switch (codeOf(error)) {
    case "EADDRINUSE":
      return new AppError(
        "port_in_use",
        409,
        `端口 ${port} 已被占用。请用 PORT=另一个端口 启动，或先停掉占用它的程序。`,
      );
    case "EACCES":
      return new AppError("port_denied", 409, `没有权限使用端口 ${port}。请用 PORT=3000 这样大于 1023 的端口。`);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new AppError(
        "no_such_address",
        409,
        `这台机器没有 ${host} 这个地址。请检查 HOST（本机用 127.0.0.1，对外用 0.0.0.0）。`,
      );
    default:
      return error;
  }
}

/** What the last lines of a child's log mean, where they are known. */
export function faultInLog(tail: string, folder: string): AppError | undefined {
  if (tail.includes("No space left on device")) return diskFull(folder);
  if (tail.includes("Permission denied")) return noRight(folder);
  return undefined;
}
