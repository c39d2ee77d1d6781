using System.Text.Json;

namespace Nanobot.Contracts.Users;

/// <summary>A user as the API shows it: <c>GET /users/{user_id}</c>.</summary>
/// <param name="UserId">The user's id within its tenant.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="UpdatedAt">When its configuration last changed.</param>
/// <param name="Watchlist">What it follows; every list is present.</param>
/// <param name="Preferences">How it wants reports; every member is present.</param>
/// <param name="CustomData">What the application stored with it: a JSON object.</param>
public sealed record UserResource(
    string UserId,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    Watchlist Watchlist,
    Preferences Preferences,
    JsonElement CustomData);
