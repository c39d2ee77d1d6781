using Microsoft.Extensions.ServiceDiscovery;

namespace Nanobot.ServiceDefaults.Http.Replicas;

/// <summary>
/// Sends a request to one of the addresses that service discovery has for its module. Where no connection can be made nothing of it was sent and it has had no effect, so it goes to
/// another one, whatever its method; each is tried once. Service discovery's own handler takes turns without looking: of two replicas the one that has just stopped would get every second try.
/// </summary>
internal sealed class ReplicaHandler(ServiceEndpointResolver resolver, ReplicaOrder order) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        if (!asked.IsDefaultPort)
        {
            // One instance's own address, as the registry tells it: its host is no module's name, whatever is configured under it.
            return await base.SendAsync(request, cancellationToken);
        }

        var known = await resolver.GetEndpointsAsync(asked.GetLeftPart(UriPartial.Authority), cancellationToken);
        var addresses = order.Of([.. known.Endpoints.Select(static endpoint => endpoint.ToString()!)]);
        try
        {
            for (var i = 0; i < addresses.Count; i++)
            {
                request.RequestUri = At(asked, addresses[i]);
                try
                {
                    var response = await base.SendAsync(request, cancellationToken);
                    order.Reached(addresses[i]);
                    return response;
                }
                catch (HttpRequestException exception) when (exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
                {
                    order.NotReached(addresses[i]);
                    if (i == addresses.Count - 1)
                    {
                        throw;
                    }
                }
            }
        }
        finally
        {
            request.RequestUri = asked;
        }

        throw new HttpRequestException(HttpRequestError.NameResolutionError, $"Service discovery knows no address of {asked.Host}.");
    }

    // What is configured has a scheme; what is looked up has none, and then the first that the request names holds.
    private static Uri At(Uri asked, string address)
    {
        var replica = new Uri(address.Contains("://", StringComparison.Ordinal) ? address : $"{asked.Scheme.Split('+')[0]}://{address}");
        return new UriBuilder(asked) { Scheme = replica.Scheme, Host = replica.Host, Port = replica.Port }.Uri;
    }
}
