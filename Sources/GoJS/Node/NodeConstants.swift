/// `fs.constants`, with the numbers of Linux wherever the host runs: what a program finds must not depend on that.
enum NodeConstants {
    static let readOnly = 0
    static let writeOnly = 1
    static let readWrite = 2
    static let create = 0o100
    static let exclusive = 0o200
    static let truncate = 0o1000
    static let append = 0o2000
    static let dataSync = 0o10000
    static let folder = 0o200000
    static let noFollow = 0o400000
    static let sync = 0o4010000

    static let accessModes: KeyValuePairs<String, Int> = ["F_OK": 0, "R_OK": 4, "W_OK": 2, "X_OK": 1]

    private static let others: KeyValuePairs<String, Int> = [
        "UV_FS_SYMLINK_DIR": 1, "UV_FS_SYMLINK_JUNCTION": 2, "O_RDONLY": readOnly, "O_WRONLY": writeOnly,
        "O_RDWR": readWrite, "UV_DIRENT_UNKNOWN": 0, "UV_DIRENT_FILE": 1, "UV_DIRENT_DIR": 2, "UV_DIRENT_LINK": 3,
        "UV_DIRENT_FIFO": 4, "UV_DIRENT_SOCKET": 5, "UV_DIRENT_CHAR": 6, "UV_DIRENT_BLOCK": 7, "S_IFMT": 0o170000,
        "S_IFREG": 0o100000, "S_IFDIR": 0o040000, "S_IFCHR": 0o020000, "S_IFBLK": 0o060000, "S_IFIFO": 0o010000,
        "S_IFLNK": 0o120000, "S_IFSOCK": 0o140000, "O_CREAT": create, "O_EXCL": exclusive, "UV_FS_O_FILEMAP": 0,
        "O_NOCTTY": 0o400, "O_TRUNC": truncate, "O_APPEND": append, "O_DIRECTORY": folder, "O_NOATIME": 0o1000000,
        "O_NOFOLLOW": noFollow, "O_SYNC": sync, "O_DSYNC": dataSync, "O_DIRECT": 0o40000, "O_NONBLOCK": 0o4000,
        "S_IRWXU": 0o700, "S_IRUSR": 0o400, "S_IWUSR": 0o200, "S_IXUSR": 0o100, "S_IRWXG": 0o070, "S_IRGRP": 0o040,
        "S_IWGRP": 0o020, "S_IXGRP": 0o010, "S_IRWXO": 0o007, "S_IROTH": 0o004, "S_IWOTH": 0o002, "S_IXOTH": 0o001,
        "UV_FS_COPYFILE_EXCL": 1, "COPYFILE_EXCL": 1, "UV_FS_COPYFILE_FICLONE": 2, "COPYFILE_FICLONE": 2,
        "UV_FS_COPYFILE_FICLONE_FORCE": 4, "COPYFILE_FICLONE_FORCE": 4,
    ]

    static func object(_ realm: JSRealm) -> JSObject {
        let object = JSObject(realm, prototype: nil)
        for (name, value) in others { object.define(realm.key(name), .number(value), [.enumerable]) }
        for (name, value) in accessModes { object.define(realm.key(name), .number(value), [.enumerable]) }
        return object
    }

    /// The flags that a text such as `r+` stands for; nil if it is none.
    static func flags(_ text: String) -> Int? {
        switch text {
        case "r": readOnly
        case "rs", "sr": readOnly | sync
        case "r+": readWrite
        case "rs+", "sr+": readWrite | sync
        case "w": truncate | create | writeOnly
        case "wx", "xw": truncate | create | writeOnly | exclusive
        case "w+": truncate | create | readWrite
        case "wx+", "xw+": truncate | create | readWrite | exclusive
        case "a": append | create | writeOnly
        case "ax", "xa": append | create | writeOnly | exclusive
        case "as", "sa": append | create | writeOnly | sync
        case "a+": append | create | readWrite
        case "ax+", "xa+": append | create | readWrite | exclusive
        case "as+", "sa+": append | create | readWrite | sync
        default: nil
        }
    }
}
