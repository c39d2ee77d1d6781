using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Nanobot.Platform.Tenancy;

/// <summary>
/// A key on the curve P-256 that signs or verifies by ES256 (RFC 7518, 3.4). .NET promises no thread safety for its
/// instances, so that each use takes one of its own and leaves it for the next.
/// </summary>
internal sealed class ContextKey
{
    public const int SignatureLength = 64;
    private const string P256 = "1.2.840.10045.3.1.7";
    private readonly ConcurrentBag<ECDsa> _idle = [];
    private readonly byte[] _encoded;
    private readonly bool _isPrivate;

    private ContextKey(string id, string issuer, byte[] encoded, bool isPrivate)
    {
        Id = id;
        Issuer = issuer;
        _encoded = encoded;
        _isPrivate = isPrivate;
    }

    /// <summary>Its id, in every envelope that it signed.</summary>
    public string Id { get; }

    /// <summary>Whose it is.</summary>
    public string Issuer { get; }

    /// <summary>The public half, encoded.</summary>
    public byte[] PublicKey => Use(static key => key.ExportSubjectPublicKeyInfo());

    /// <summary>Reads a private key; null where the text is none.</summary>
    public static ContextKey? TryReadPrivate(string id, string issuer, string base64) => TryRead(id, issuer, base64, isPrivate: true);

    /// <summary>Reads a public key; null where the text is none.</summary>
    public static ContextKey? TryReadPublic(string id, string issuer, string base64) => TryRead(id, issuer, base64, isPrivate: false);

    /// <summary>Signs: r and s of 32 bytes each, one after the other, as in JWS.</summary>
    public void Sign(ReadOnlySpan<byte> data, Span<byte> signature)
    {
        var key = Take();
        key.SignData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        _idle.Add(key);
    }

    /// <summary>Whether the signature is this key's over the data.</summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        var key = Take();
        var isValid = key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        _idle.Add(key);
        return isValid;
    }

    /// <summary>
    /// What this private key and somebody's public one agree on, and no third party can work out (ECDH on P-256, NIST SP 800-56A, 5.7.1.2): the
    /// raw secret, from which keys are to be derived.
    /// </summary>
    public byte[] AgreeWith(ContextKey other)
    {
        using var own = ECDiffieHellman.Create();
        using var others = ECDiffieHellman.Create();
        own.ImportPkcs8PrivateKey(_encoded, out _);
        others.ImportSubjectPublicKeyInfo(other.PublicKey, out _);
        return own.DeriveRawSecretAgreement(others.PublicKey);
    }

    private static ContextKey? TryRead(string id, string issuer, string base64, bool isPrivate)
    {
        try
        {
            var key = new ContextKey(id, issuer, Convert.FromBase64String(base64), isPrivate);
            return key.Use(static made => made.ExportParameters(includePrivateParameters: false).Curve.Oid.Value) == P256 ? key : null;
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            // Not a word of it: the text may be a private key.
            return null;
        }
    }

    private T Use<T>(Func<ECDsa, T> read)
    {
        var key = Take();
        var value = read(key);
        _idle.Add(key);
        return value;
    }

    private ECDsa Take()
    {
        if (_idle.TryTake(out var idle))
        {
            return idle;
        }

        var key = ECDsa.Create();
        try
        {
            if (_isPrivate)
            {
                key.ImportPkcs8PrivateKey(_encoded, out _);
            }
            else
            {
                key.ImportSubjectPublicKeyInfo(_encoded, out _);
            }

            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
