using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Makes a random value from a cryptographic source.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string Specials = "-_.{}~()*+!";

    /// <summary>The least length in characters; default 22, which is more than 128 bits.</summary>
    public int MinLength { get; set; } = 22;

    /// <summary>Whether lower-case letters occur.</summary>
    public bool Lower { get; set; } = true;

    /// <summary>Whether upper-case letters occur.</summary>
    public bool Upper { get; set; } = true;

    /// <summary>Whether digits occur.</summary>
    public bool Numeric { get; set; } = true;

    /// <summary>Whether punctuation occurs.</summary>
    public bool Special { get; set; } = true;

    /// <inheritdoc/>
    public override string GetDefaultValue()
    {
        // Letters that are easily taken for others are left out, as people read these values aloud.
        var alphabet = string.Concat(
            Lower ? "abcdefghjkmnpqrstuvwxyz" : "",
            Upper ? "ABCDEFGHJKMNPQRSTUVWXYZ" : "",
            Numeric ? "0123456789" : "",
            Special ? Specials : "");
        return alphabet.Length == 0
            ? throw new DistributedApplicationException("A generated parameter needs at least one kind of character.")
            : RandomNumberGenerator.GetString(alphabet, Math.Max(MinLength, 22));
    }
}
