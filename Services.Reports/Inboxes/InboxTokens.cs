using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Nanobot.Contracts.Operations;
using Nanobot.Services.Reports.Sharing;

namespace Nanobot.Services.Reports.Inboxes;

/// <summary>The secret part of an inbox's address: 192 random bits, of which only the hash is kept.</summary>
internal sealed class InboxTokens(RandomNumberGenerator random, IOptions<ShareOptions> links)
{
    private const int Octets = 24;
    private const int Longest = 64;

    /// <summary>One that nobody has had yet.</summary>
    public string New()
    {
        Span<byte> octets = stackalloc byte[Octets];
        random.GetBytes(octets);
        return Base64Url.EncodeToString(octets);
    }

    /// <summary>What is kept of it; null where it is too long to be one.</summary>
    public static string? HashOf(string token) => token.Length <= Longest ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))) : null;

    /// <summary>Where news are posted: a path, where the installation does not say at which address it is reached.</summary>
    public string AddressOf(string token)
    {
        var path = Operations.Reports.PostNews.Path.Replace("{token}", token, StringComparison.Ordinal);
        return links.Value.PublicUrl is { } url ? url.AbsoluteUri.TrimEnd('/') + path : path;
    }
}
