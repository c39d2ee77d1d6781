using System.Text.Json.Serialization;
using System.Text.Json;
using System.Text;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Wire;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Persistence;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.CreateUser;

/// <summary>A request for a user once it has been found acceptable.</summary>
/// <param name="Id">The user's id.</param>
/// <param name="Watchlist">What the request states; the rest is empty.</param>
/// <param name="Preferences">What the request states; the rest comes from the defaults.</param>
/// <param name="CustomData">A JSON object.</param>
/// <param name="InitialData">The request's initial data as it came, for telling the same request from another.</param>
internal sealed record NewUser(UserId Id, WatchlistChange Watchlist, PreferencesChange Preferences, string CustomData, string InitialData)
{
    private const int MaximumBytes = 64 * 1024;

    // An absent member and a null one ask for the same, and weigh nothing.
    private static readonly JsonSerializerOptions AsAsked = new(Json.Wire) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Reads the request; where anything is wrong there is a refusal that names all of it, and no user.</summary>
    public static NewUser? From(CreateUserRequest request, out Refusal? refusal)
    {
        var errors = new ValidationErrors();
        var (id, watchlist, preferences) = Check(request, errors);
        if (errors.ToRefusal() is { } wrong)
        {
            refusal = wrong;
            return null;
        }

        var data = request.InitialData ?? new InitialData();
        var custom = data.CustomData ?? new Dictionary<string, JsonElement>();
        var whole = JsonSerializer.SerializeToUtf8Bytes(data, AsAsked);
        refusal = whole.Length + custom.Values.Sum(Users.CustomData.Growth) > MaximumBytes
            ? Refusals.Invalid("initial_data", "must be at most 65536 bytes of JSON, with its numbers written out")
            : null;
        return refusal is not null ? null : new NewUser(
            id!,
            watchlist,
            preferences,
            StoredJson.Write(custom),
            Encoding.UTF8.GetString(whole));
    }

    /// <summary>What of the request is to be stored; what is wrong with it goes to <paramref name="errors"/>.</summary>
    public static (UserId? Id, WatchlistChange Watchlist, PreferencesChange Preferences) Check(CreateUserRequest request, ValidationErrors errors)
    {
        var data = request.InitialData ?? new InitialData();
        errors.TryRead<UserId>(request.UserId, "user_id", out var id);
        foreach (var (name, value) in data.CustomData ?? new Dictionary<string, JsonElement>())
        {
            errors.Require(Users.CustomData.CanStore(name) && Users.CustomData.CanStore(value), "initial_data", Users.CustomData.Form);
        }

        return (
            id,
            WatchlistRules.Check((data.Watchlist ?? new InitialWatchlist()).ToUpdate(), "initial_data.watchlist.", errors),
            PreferenceRules.Check((data.Preferences ?? new InitialPreferences()).ToUpdate(), "initial_data.preferences.", errors));
    }
}
