using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Nanobot.Platform.Tenancy.Secrets;

/// <summary>
/// Seals what tenants have entrusted to the suite and nobody is to read where it is kept: <c>1.key id.base64url</c>. Whoever opens it needs the same keys, and to say for which
/// place it was sealed.
/// </summary>
public sealed class TenantSecrets
{
    private const string Version = "1";
    private readonly Dictionary<string, SecretKey> _keys;
    private readonly SecretKey? _first;
    private readonly RandomNumberGenerator _random;

    /// <summary>By the keys of section <c>Secrets</c>.</summary>
    public TenantSecrets(IOptions<SecretOptions> options, RandomNumberGenerator random)
    {
        ArgumentNullException.ThrowIfNull(options);
        var keys = options.Value.Keys.Select(SecretKey.TryRead).OfType<SecretKey>().ToList();
        (_keys, _first, _random) = (keys.ToDictionary(static key => key.Id, StringComparer.Ordinal), keys.FirstOrDefault(), random);
    }

    /// <summary>Whether anything can be sealed.</summary>
    public bool IsSetUp => _first is not null;

    /// <summary>Id of the key that seals; null where there is none.</summary>
    public string? Current => _first?.Id;

    /// <summary>Seals <paramref name="text"/> for <paramref name="place"/>.</summary>
    /// <exception cref="InvalidOperationException">There is no key.</exception>
    public string Seal(string text, SecretPlace place)
    {
        var key = _first ?? throw new InvalidOperationException("Secrets:Keys has no key.");
        return $"{Version}.{key.Id}.{Base64Url.EncodeToString(key.Seal(Encoding.UTF8.GetBytes(text), place.ToBytes(), _random))}";
    }

    /// <summary>What was sealed for <paramref name="place"/>; null where it was sealed for another one, by a key that is not here, or changed.</summary>
    public string? Open(string? sealedText, SecretPlace place) =>
        Parts(sealedText) is var (id, body) && _keys.TryGetValue(id, out var key) && Octets(body) is { } octets && key.Open(octets, place.ToBytes()) is { } text
            ? Encoding.UTF8.GetString(text)
            : null;

    /// <summary>Id of the key by which it was sealed; null where it is no such text.</summary>
    public static string? KeyOf(string? sealedText) => Parts(sealedText)?.Id;

    // The id may have points, the base64 has none.
    private static (string Id, string Body)? Parts(string? text) =>
        text is not null && text.StartsWith($"{Version}.", StringComparison.Ordinal) && text.LastIndexOf('.') is var end && end > Version.Length + 1
            ? (text[(Version.Length + 1)..end], text[(end + 1)..])
            : null;

    private static byte[]? Octets(string body) => Base64Url.IsValid(body) ? Base64Url.DecodeFromChars(body) : null;
}
