using System.Security.Cryptography;
using System.Text;

namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>An address that the installation has configured, as it is fetched. It may hold a key, and is never printed.</summary>
/// <param name="address">Where.</param>
/// <param name="owner">Whose source it is: empty for the installation's. What is fetched for one owner is never shown to another.</param>
internal sealed class SourceAddress(Uri address, string owner = "")
{
    public Uri Address => address;

    /// <summary>Headers that are sent along, secrets among them; to its own host and no other.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>How often its host may be asked in a minute; null: as any other.</summary>
    public double? PerMinute { get; init; }

    /// <summary>Its host and port.</summary>
    public string Host => address.Authority;

    /// <summary>What it is kept under, which says nothing of the address.</summary>
    public string Key { get; } = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{owner}\n{address.AbsoluteUri}")));

    /// <inheritdoc />
    public override string ToString() => Host;
}
