namespace Nanobot.Contracts.Models;

/// <summary>A model that a tenant or one of its users has brought, as modules learn of it.</summary>
/// <param name="Name">Its name among its owner's.</param>
/// <param name="IsUsers">Whether it is the user's, and not the tenant's.</param>
/// <param name="Address">Base URL of an OpenAI-compatible server.</param>
/// <param name="Model">The model as that server knows it.</param>
/// <param name="Secret">What its server is told of whoever asks, sealed: an <see cref="OwnModelSecret"/>.</param>
public sealed record OwnModel(string Name, bool IsUsers, string Address, string Model, string Secret)
{
    /// <summary>Whether it is asked where nobody names a model.</summary>
    public bool InChain { get; init; } = true;

    /// <summary>Whether it takes images.</summary>
    public bool TakesImages { get; init; }

    /// <summary>Whether it calls tools.</summary>
    public bool TakesTools { get; init; } = true;

    /// <summary>Tokens that it reads at most at once, its answer included; null: as the module's settings have it.</summary>
    public int? ContextTokens { get; init; }

    /// <summary>What a million tokens read cost, in millionths of the currency; null: nobody knows.</summary>
    public long? InputPrice { get; init; }

    /// <summary>The same of those that the server still knew; null: as others.</summary>
    public long? CachedInputPrice { get; init; }

    /// <summary>The same of those written; null: nobody knows.</summary>
    public long? OutputPrice { get; init; }

    /// <summary>The name by which everybody else knows it.</summary>
    public string Id => OwnModelId.Of(Name, IsUsers);
}
