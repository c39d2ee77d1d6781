using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.Platform.Tenancy;

/// <summary>
/// Signs what a module puts into a link and reads again itself: <c>base64url(content) "." key id "." base64url(ES256)</c>. The keys are those of the signed context; what is signed says
/// that it is a link and of which module, so that it passes for nothing else. A link is good as long as its key is among the trusted ones of its module.
/// </summary>
public sealed class LinkSignatures
{
    private const int Longest = 512;
    private readonly ContextKeyRing _keys;
    private readonly string _module;

    /// <summary>By the keys of section <c>Tenancy</c>.</summary>
    public LinkSignatures(IOptions<TenancyOptions> options, Module module)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(module);
        var failures = new List<string>();
        _keys = ContextKeyRing.Read(options.Value, module, failures) ?? throw new ArgumentException(string.Join(' ', failures), nameof(options));
        _module = module.Name;
    }

    /// <summary>The signed text, which any path takes.</summary>
    public string Sign(ReadOnlySpan<byte> content)
    {
        var key = _keys.Signer;
        var text = Base64Url.EncodeToString(content);
        Span<byte> signature = stackalloc byte[ContextKey.SignatureLength];
        key.Sign(Signed(text, key.Id), signature);
        return $"{text}.{key.Id}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>What was signed; null where this module signed no such text, or by a key that is trusted no longer.</summary>
    public byte[]? Open(string? token)
    {
        // The id may have points, base64 has none.
        if (token is not { Length: <= Longest } || token.IndexOf('.', StringComparison.Ordinal) is not (> 0 and var first) || token.LastIndexOf('.') is var last && last <= first)
        {
            return null;
        }

        var (text, id) = (token[..first], token[(first + 1)..last]);
        return Octets(token[(last + 1)..]) is { Length: ContextKey.SignatureLength } signature && Octets(text) is { } content
            && _keys.Find(id) is { } key && key.Issuer == _module && key.Verify(Signed(text, id), signature)
            ? content
            : null;
    }

    private byte[] Signed(string text, string keyId) => Encoding.UTF8.GetBytes($"nanobot link 1\n{_module}\n{keyId}\n{text}");

    private static byte[]? Octets(string text)
    {
        Span<byte> octets = stackalloc byte[Base64Url.GetMaxDecodedLength(text.Length)];
        return Base64Url.DecodeFromChars(text, octets, out _, out var written) == OperationStatus.Done ? octets[..written].ToArray() : null;
    }
}
