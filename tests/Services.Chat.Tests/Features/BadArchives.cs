using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Nanobot.Services.Chat.Tests.Features;

/// <summary>Archives that are damaged, or made to do harm.</summary>
internal static class BadArchives
{
    private const int Megabyte = 1024 * 1024;

    public static IReadOnlyDictionary<string, Func<(byte[] Archive, HttpStatusCode Status, string Code)>> All { get; } =
        new Dictionary<string, Func<(byte[], HttpStatusCode, string)>>(StringComparer.Ordinal)
        {
            ["nothing"] = () => Invalid([]),
            ["no archive"] = () => Invalid("PK is not enough"u8.ToArray()),
            ["a part of one"] = () => Invalid(Good()[..^30]),
            ["a path that goes up"] = () => Invalid(Archives.Of(("a/../../b.md", "x"))),
            ["a path from the root"] = () => Invalid(Archives.Of(("/etc/passwd", "x"))),
            ["a path with backslashes"] = () => Invalid(Archives.Of(("..\\..\\b.md", "x"))),
            ["a path of a drive and backslashes"] = () => Invalid(Archives.Of(("C:\\b.md", "x"))),
            ["a folder that goes up"] = () => Invalid(Archives.Of(("../", ""))),
            ["a control character in a name"] = () => Invalid(Archives.Of(("a\u0007.md", "x"))),
            ["a name that turns the reading direction"] = () => Invalid(Archives.Of(("a\u202egpj.md", "x"))),
            ["a name that is not UTF-8"] = () => Invalid(Renamed(Good(), [0xFF, 0xFE, (byte)'.', (byte)'m', (byte)'d'])),
            ["a link"] = () => Invalid(Archives.Of([("link", "/etc/passwd"u8.ToArray())], static entry => entry.ExternalAttributes = unchecked((int)0xA1FF0000))),
            ["a device"] = () => Invalid(Archives.Of([("dev", [])], static entry => entry.ExternalAttributes = unchecked((int)0x21FF0000))),
            ["one name twice"] = () => Invalid(Archives.Of(("a.md", "x"), ("a.md", "y"))),
            ["one name twice, composed and not"] = () => Invalid(Archives.Of(("caf\u00e9.md", "x"), ("cafe\u0301.md", "y"))),
            ["a file that is too large"] = () => Invalid(Archives.Of([("a.bin", new byte[Megabyte + 1])])),
            ["a bomb of one entry"] = () => Invalid(Archives.Of([("a.bin", new byte[24 * Megabyte])])),
            ["a bomb of many entries"] = () => TooLarge(Archives.Of(Enumerable.Range(0, 260).Select(static i => ($"{i}.bin", new byte[Megabyte])))),
            ["more entries than are taken"] = () => TooLarge(Archives.Of(Enumerable.Range(0, 10_001).Select(static i => ($"{i}", Array.Empty<byte>())))),
            ["a length that is a lie"] = () => Invalid(Changed(Good(), central: 24, local: 22, 3)),
            ["a checksum that is wrong"] = () => Invalid(Changed(Good(), central: 16, local: 14, 0xDEADBEEF)),
            ["an encrypted entry"] = () => Invalid(Flagged(Good())),
            ["a way of packing that nobody knows"] = () => Invalid(Packed(Good(), 99)),
            ["entries in the same octets"] = () => Invalid(Overlapping()),
        };

    private static (byte[], HttpStatusCode, string) Invalid(byte[] archive) => (archive, HttpStatusCode.BadRequest, "ARCHIVE_INVALID");

    private static (byte[], HttpStatusCode, string) TooLarge(byte[] archive) => (archive, HttpStatusCode.RequestEntityTooLarge, "ARCHIVE_TOO_LARGE");

    private static byte[] Good() => Archives.Of(("ok.md", string.Concat(Enumerable.Repeat("heron ", 100))));

    private static int Central(byte[] archive) => archive.AsSpan().LastIndexOf("PK\u0001\u0002"u8);

    private static byte[] Changed(byte[] archive, int central, int local, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(archive.AsSpan(Central(archive) + central), value);
        BinaryPrimitives.WriteUInt32LittleEndian(archive.AsSpan(local), value);
        return archive;
    }

    private static byte[] Flagged(byte[] archive)
    {
        archive[Central(archive) + 8] |= 1;
        archive[6] |= 1;
        return archive;
    }

    private static byte[] Packed(byte[] archive, byte method)
    {
        archive[Central(archive) + 10] = method;
        archive[8] = method;
        return archive;
    }

    // The names have five octets each.
    private static byte[] Renamed(byte[] archive, byte[] name)
    {
        name.CopyTo(archive, Central(archive) + 46);
        name.CopyTo(archive, 30);
        archive[Central(archive) + 9] &= 0xF7;
        archive[7] &= 0xF7;
        return archive;
    }

    // The second entry of the list is laid upon the first one's octets, whose checksum and length are other ones.
    private static byte[] Overlapping()
    {
        var archive = Archives.Of([("a.txt", Encoding.UTF8.GetBytes(new string('a', 5000))), ("b.txt", Encoding.UTF8.GetBytes(new string('b', 9000)))]);
        BinaryPrimitives.WriteUInt32LittleEndian(archive.AsSpan(Central(archive) + 42), 0);
        return archive;
    }
}
