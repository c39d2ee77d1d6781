namespace Nanobot.Contracts.Models;

/// <summary>What the server of a model is told of whoever asks. It is nowhere but sealed.</summary>
/// <param name="Key">The key; null: none.</param>
/// <param name="Headers">Further headers of each request, by name.</param>
public sealed record OwnModelSecret(string? Key, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>What it is sealed as.</summary>
    public const string Kind = "model";

    /// <summary>Nothing of it.</summary>
    public override string ToString() => nameof(OwnModelSecret);
}
