using System.Buffers.Binary;
using System.Text;

namespace Nanobot.Services.Scheduler.Schedules.Clocks;

/// <summary>Of a compiled zone (TZif, RFC 8536) what the runtime does not tell: the last listed change, and the rule for later.</summary>
/// <param name="LastListed">The last change in the list; long ago where there is none.</param>
/// <param name="Rule">The rule of the last line; null where there is none that can be read.</param>
internal sealed record ZoneFile(DateTimeOffset LastListed, PosixZoneRule? Rule)
{
    private const int HeaderLength = 44;
    private const int MostBytes = 1024 * 1024;

    /// <summary>Of the machine's zone of that id; null where the machine has no such files.</summary>
    public static ZoneFile? Find(string id)
    {
        var path = Path.Combine(Folder, id);
        return new FileInfo(path) is { Exists: true, Length: > HeaderLength and < MostBytes } ? Read(File.ReadAllBytes(path)) : null;
    }

    /// <summary>Which edition of the IANA database the machine's files are of, for example 2025b; null where none says.</summary>
    public static string? Edition()
    {
        const string Line = "# version ";
        var source = Path.Combine(Folder, "tzdata.zi");
        return File.Exists(source) && File.ReadLines(source).FirstOrDefault() is { } first && first.StartsWith(Line, StringComparison.Ordinal) ? first[Line.Length..].Trim() : null;
    }

    /// <summary>Reads the second block, that of 64-bit times, and what follows it; null for anything else.</summary>
    public static ZoneFile? Read(ReadOnlySpan<byte> file)
    {
        if (!IsHeader(file) || file[4] < (byte)'2')
        {
            return null;
        }

        var second = file[Math.Min(file.Length, BlockLength(file, sizeof(int)))..];
        if (!IsHeader(second) || BlockLength(second, sizeof(long)) is var end && end > second.Length)
        {
            return null;
        }

        var changes = Count(second, 32);
        var last = changes == 0 ? DateTimeOffset.MinValue
            : DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(second[(HeaderLength + ((changes - 1) * sizeof(long)))..]));
        return new ZoneFile(last, PosixZoneRule.Parse(Encoding.ASCII.GetString(second[end..]).Trim('\n')));
    }

    private static string Folder => Environment.GetEnvironmentVariable("TZDIR") is { Length: > 0 } own ? own : "/usr/share/zoneinfo";

    private static bool IsHeader(ReadOnlySpan<byte> block) => block.Length >= HeaderLength && block.StartsWith("TZif"u8);

    // Six counts stand in the header: of UT and standard indicators, leap seconds, changes, types, and letters of names.
    private static int BlockLength(ReadOnlySpan<byte> header, int time) => HeaderLength
        + Count(header, 20) + Count(header, 24) + (Count(header, 28) * (time + 4)) + (Count(header, 32) * (time + 1)) + (Count(header, 36) * 6) + Count(header, 40);

    private static int Count(ReadOnlySpan<byte> header, int at) => BinaryPrimitives.ReadInt32BigEndian(header[at..]);
}
