using Nanobot.Platform.Tenancy;

namespace Nanobot.Testing;

/// <summary>A module's key for signed contexts, as settings hold it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Issuer">The module.</param>
/// <param name="Pair">The key itself.</param>
public sealed record TestKey(string Id, string Issuer, ContextKeyPair Pair)
{
    /// <summary>A new key.</summary>
    public static TestKey New(string id, string issuer) => new(id, issuer, ContextKeyPair.Create());

    /// <summary>For the module itself: <c>Tenancy:SigningKeys:N</c>.</summary>
    public string Signing => $"{Id}:{Pair.PrivateKey}";

    /// <summary>For every module: <c>Tenancy:TrustedKeys:N</c>.</summary>
    public string Trusted => $"{Id}:{Issuer}:{Pair.PublicKey}";
}
