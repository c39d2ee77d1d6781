using System.Net;
using Nanobot.Contracts.Users;

namespace Nanobot.Clients.Http;

/// <summary>Asks the module over HTTP.</summary>
/// <param name="http">Client of the module <c>tenants</c>.</param>
internal sealed class UsersClient(HttpClient http) : IUsers
{
    public async Task<UserResource?> FindAsync(string userId, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri($"users/{Uri.EscapeDataString(userId)}", UriKind.Relative), cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound
            ? null
            : await ModuleResponse.ReadAsync<UserResource>("tenants", response, cancellationToken);
    }
}
