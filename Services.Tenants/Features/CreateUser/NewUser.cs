using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Wire;
using Nanobot.Services.Tenants.Domain;

namespace Nanobot.Services.Tenants.Features.CreateUser;

/// <summary>A request for a user once it has been found acceptable.</summary>
/// <param name="UserId">The user's id.</param>
/// <param name="Watchlist">Every list, empty where the request has none.</param>
/// <param name="Preferences">What the request states; the rest comes from the defaults.</param>
/// <param name="CustomData">A JSON object.</param>
/// <param name="InitialData">The request's initial data as it came, for telling the same request from another.</param>
internal sealed record NewUser(string UserId, Watchlist Watchlist, Preferences Preferences, string CustomData, string InitialData)
{
    private const int MaximumBytes = 64 * 1024;

    // An absent member and a null one ask for the same, and weigh nothing.
    private static readonly JsonSerializerOptions AsAsked = new(Json.Wire) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Reads the request; where anything is wrong there is a refusal that names all of it, and no user.</summary>
    public static NewUser? From(CreateUserRequest request, out Refusal? refusal)
    {
        var data = request.InitialData ?? new InitialData();
        var custom = data.CustomData ?? new Dictionary<string, JsonElement>();
        var errors = new ValidationErrors().Require(Domain.UserId.IsValid(request.UserId), "user_id", Domain.UserId.Form);
        foreach (var (name, value) in custom)
        {
            errors.Require(Domain.CustomData.CanStore(name) && Domain.CustomData.CanStore(value), "initial_data", Domain.CustomData.Form);
        }

        var watchlist = WatchlistRules.Normalize(data.Watchlist ?? new Watchlist(), "initial_data.watchlist.", errors);
        var preferences = data.Preferences ?? new Preferences();
        PreferenceRules.Check(preferences, "initial_data.preferences.", errors);
        if (errors.ToRefusal() is { } wrong)
        {
            refusal = wrong;
            return null;
        }

        var whole = JsonSerializer.SerializeToUtf8Bytes(data, AsAsked);
        refusal = whole.Length > MaximumBytes ? Refusals.Invalid("initial_data", "must be at most 65536 bytes of JSON") : null;
        return refusal is not null ? null : new NewUser(
            request.UserId!,
            WatchlistRules.Apply(WatchlistRules.Empty, watchlist),
            preferences,
            JsonSerializer.Serialize(custom, Json.Wire),
            Encoding.UTF8.GetString(whole));
    }
}
