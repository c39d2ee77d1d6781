using System.Security.Cryptography;
using System.Text;

namespace Nanobot.Services.Tenants.Keys;

/// <summary>An API key at the moment it is made. Only its id and the hash of its whole text outlive the answer.</summary>
/// <param name="KeyId">Public id; stands in the text too.</param>
/// <param name="Text"><c>nbk_{key id}_{secret}</c>.</param>
internal sealed record ApiKey(string KeyId, string Text)
{
    /// <summary>What every issued key begins with.</summary>
    public const string Prefix = "nbk_";

    /// <summary>SHA-256 of the UTF-8 bytes of a whole key.</summary>
    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    // A record prints its members; a key must not reach a log that way.
    public override string ToString() => KeyId;
}
