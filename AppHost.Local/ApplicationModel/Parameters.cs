using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that comes from outside: configuration <c>Parameters:{name}</c>, or its default.</summary>
public class ParameterResource(string name, Func<string> callback, bool secret = false) : Resource(name), IValueProvider
{
    private readonly Lock _gate = new();
    private string? _value;

    /// <summary>Whether the value must never be shown.</summary>
    public bool Secret { get; } = secret;

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return ValueTask.FromResult<string?>(_value ??= callback());
    }
}

/// <summary>How a parameter's value is made when the configuration has none.</summary>
public abstract class ParameterDefault
{
    /// <summary>Makes the value.</summary>
    public abstract string GetDefaultValue();
}

/// <summary>Makes a random value from a cryptographic source.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    // Letters that are easily taken for others are left out, as people read these values aloud.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ0123456789";

    /// <summary>The least length in characters; default 22, which is more than 128 bits.</summary>
    public int MinLength { get; set; } = 22;

    /// <summary>Whether punctuation occurs.</summary>
    public bool Special { get; set; } = true;

    /// <inheritdoc/>
    public override string GetDefaultValue() => RandomNumberGenerator.GetString(Special ? $"{Alphabet}-_.{{}}~()*+!" : Alphabet, Math.Max(MinLength, 22));
}
