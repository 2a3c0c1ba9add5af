// report prints its arguments, its environment and its input in capitals, and works on the files of the folder /data.
const std = @import("std");
const Io = std.Io;

pub fn main(init: std.process.Init) !u8 {
    const io = init.io;
    const arena = init.arena.allocator();
    var output_buffer: [256]u8 = undefined;
    var file_writer = Io.File.stdout().writerStreaming(io, &output_buffer);
    const output = &file_writer.interface;

    const arguments = try init.minimal.args.toSlice(arena);
    for (arguments[1..]) |argument| try output.print("argument <{s}>\n", .{argument});
    for ([_][]const u8{ "GREETING", "EMPTY", "MISSING" }) |name| {
        try output.print("{s} is {s}\n", .{ name, init.environ_map.get(name) orelse "(nothing)" });
    }

    var input_buffer: [256]u8 = undefined;
    var input = Io.File.stdin().readerStreaming(io, &input_buffer);
    var lines: usize = 0;
    while (try input.interface.takeDelimiter('\n')) |line| : (lines += 1) {
        for (line) |*byte| byte.* = std.ascii.toUpper(byte.*);
        try output.print("{s}\n", .{line});
    }
    try output.print("{d} lines\n", .{lines});

    if (init.preopens.get("/data")) |resource| try files(io, resource.dir, output, arena);
    try output.flush();
    return if (lines == 0) 3 else 0;
}

fn files(io: Io, folder: Io.Dir, output: *Io.Writer, arena: std.mem.Allocator) !void {
    const text = try folder.readFileAlloc(io, "input.txt", arena, .unlimited);
    const digest = std.hash.Crc32.hash(text);
    try output.print("input.txt: {d} bytes, {x}\n", .{ text.len, digest });

    try folder.createDir(io, "made", .default_dir);
    // Not by a handle of the new folder: Zig asks for one that may not write files, and Node's WASI takes that at its word.
    try folder.writeFile(io, .{ .sub_path = "made/copy.txt", .data = text });
    try folder.rename("made/copy.txt", folder, "made/renamed.txt", io);
    try folder.deleteFile(io, "input.txt");
    if (folder.openFile(io, "input.txt", .{})) |_| {
        try output.print("it is still there\n", .{});
    } else |problem| {
        try output.print("input.txt: {t}\n", .{problem});
    }
    if (folder.openFile(io, "../outside.txt", .{})) |_| {
        try output.print("outside was opened\n", .{});
    } else |_| {
        try output.print("outside is closed\n", .{});
    }
}
