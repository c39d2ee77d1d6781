using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nanobot.Services.Tenants.Features.CreateUser;

/// <summary>What a user starts with; members that are neither list nor preference are kept as custom data.</summary>
internal sealed record InitialData
{
    /// <summary>What the user follows.</summary>
    public InitialWatchlist? Watchlist { get; init; }

    /// <summary>How the user wants reports.</summary>
    public InitialPreferences? Preferences { get; init; }

    /// <summary>Everything else.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? CustomData { get; init; }
}
