using System.Net;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Clients;

/// <summary>The tenants module's facade for a user's configuration. Calls run in the current tenant scope.</summary>
/// <param name="http">Client of the module <c>tenants</c>.</param>
public sealed class UsersClient(HttpClient http)
{
    /// <summary>The user's configuration, or null where there is no such user in the current tenant.</summary>
    /// <exception cref="ModuleUnavailableException">The module does not answer.</exception>
    public async Task<UserResource?> FindAsync(string userId, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri($"users/{Uri.EscapeDataString(userId)}", UriKind.Relative), cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound
            ? null
            : await ModuleResponse.ReadAsync<UserResource>("tenants", response, cancellationToken);
    }
}
