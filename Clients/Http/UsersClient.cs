using System.Net;
using System.Net.Http.Json;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Wire;

namespace Nanobot.Clients.Http;

/// <summary>Asks the module over HTTP.</summary>
/// <param name="http">Client of the module <c>tenants</c>.</param>
internal sealed class UsersClient(HttpClient http) : IUsers
{
    public async Task<UserResource?> FindAsync(string userId, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(Of(userId), cancellationToken);
        return await ReadAsync(response, cancellationToken);
    }

    public async Task<UserResource?> EditWatchlistAsync(string userId, WatchlistEdit edit, CancellationToken cancellationToken)
    {
        using var response = await http.PatchAsJsonAsync(Of(userId, "/watchlist"), edit, Json.Wire, cancellationToken);
        return await ReadAsync(response, cancellationToken);
    }

    public async Task<UserResource?> ChangePreferencesAsync(string userId, Preferences change, CancellationToken cancellationToken)
    {
        using var response = await http.PutAsJsonAsync(Of(userId, "/preferences"), change, Json.Wire, cancellationToken);
        return await ReadAsync(response, cancellationToken);
    }

    private static Uri Of(string userId, string part = "") => new($"users/{Uri.EscapeDataString(userId)}{part}", UriKind.Relative);

    private static async Task<UserResource?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.StatusCode == HttpStatusCode.NotFound ? null : await ModuleResponse.ReadAsync<UserResource>("tenants", response, cancellationToken);
}
