using Nanobot.Contracts.Changes;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Gateway.Changes;

/// <summary>Asks the tenants module what has changed; once, since whoever needs it asks again.</summary>
internal sealed class ChangesClient(HttpClient http, TenantContextCodec codec) : IChangeSource
{
    /// <inheritdoc/>
    public async Task<ChangesSince> FindAsync(long? since, CancellationToken cancellationToken)
    {
        var path = Operations.Tenants.ListChanges.Path[1..];
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(since is null ? path : $"{path}?since={since}", UriKind.Relative));
        TenantContextHeaders.Write(request.Headers, TenantContext.Gateway, codec, Operations.Tenants.Module);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<ChangesSince>(Json.Wire, cancellationToken) is { Tenants: not null } changes
            ? changes
            : throw new HttpRequestException("The tenants module did not say what has changed.");
    }
}
