using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Nanobot.ServiceDefaults.Http.Preconditions;

/// <summary>By what a state of a resource is told from others (RFC 9110, 8.8).</summary>
/// <param name="Tag">Its entity tag.</param>
/// <param name="LastModified">When it came to be, or null where that is not told; compared as headers tell it, to the second.</param>
public sealed record Validators(EntityTagHeaderValue Tag, DateTimeOffset? LastModified = null)
{
    // Of a hash, as many as nobody finds another for.
    private const int Octets = 18;

    private static readonly long Second = TimeSpan.FromSeconds(1).Ticks;

    /// <summary>By what it consists of: where anything in it is different it is another.</summary>
    public static Validators OfContent(ReadOnlySpan<byte> content) => OfHash(SHA256.HashData(content));

    /// <summary>By the SHA-256 of all that decides what it consists of, where that is known before it is made.</summary>
    public static Validators OfHash(ReadOnlySpan<byte> hash) => new(new EntityTagHeaderValue($"\"{Base64Url.EncodeToString(hash.Slice(0, Octets))}\""));

    /// <summary>When it came to be, to the second.</summary>
    public DateTimeOffset? LastModified { get; } = LastModified is { } moment ? new DateTimeOffset(moment.UtcTicks - (moment.UtcTicks % Second), TimeSpan.Zero) : null;
}
