using System.Text.Json;
using System.Text.Json.Serialization;
using Nanobot.Contracts.Users;

namespace Nanobot.Services.Tenants.Features.CreateUser;

/// <summary>What a user starts with; members that are neither list nor preference are kept as custom data.</summary>
internal sealed record InitialData
{
    /// <summary>What the user follows.</summary>
    public Watchlist? Watchlist { get; init; }

    /// <summary>How the user wants reports.</summary>
    public Preferences? Preferences { get; init; }

    /// <summary>Everything else.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? CustomData { get; init; }
}
