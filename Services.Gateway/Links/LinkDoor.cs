using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Observability;
using Nanobot.Services.Gateway.Requests;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Links;

/// <summary>
/// Lets in whoever follows a link (<see cref="Access.Link"/>), as many times a minute as a network may, and asks the link's module in the gateway's own name: whatever else the request
/// says of itself, a credential included, counts for nothing.
/// </summary>
internal sealed class LinkDoor : IDisposable
{
    private const int Refills = 6;
    private static readonly TimeSpan Refill = TimeSpan.FromSeconds(10);

    // Whoever is refused decides how often, so that there is no line of it in the log.
    private static readonly Refusal TooMany =
        new(StatusCodes.Status429TooManyRequests, "LINK_RATE_LIMITED", "Links are followed too often from this address; try again shortly.") { RetryAfter = Refill, IsToldElsewhere = true };

    private readonly PartitionedRateLimiter<LookupOrigin> _networks;
    private readonly TenantContextCodec _codec;
    private readonly GatewayTelemetry _telemetry;
    private readonly TimeProvider _time;

    public LinkDoor(IOptions<LinkDoorOptions> options, TenantContextCodec codec, GatewayTelemetry telemetry, TimeProvider time)
    {
        var atOnce = options.Value.PerMinute / Refills;
        _networks = PartitionedRateLimiter.Create<LookupOrigin, LookupOrigin>(network => RateLimitPartition.GetTokenBucketLimiter(network,
            _ => new TokenBucketRateLimiterOptions { TokenLimit = atOnce, TokensPerPeriod = atOnce, ReplenishmentPeriod = Refill, QueueLimit = 0 }));
        (_codec, _telemetry, _time) = (codec, telemetry, time);
    }

    /// <summary>Why the request does not come in; null where it does, or where it follows no link.</summary>
    public Refusal? Enter(HttpContext http)
    {
        if (RequestedOperations.Of(http) is not { Access: Access.Link })
        {
            return null;
        }

        var client = http.Connection.RemoteIpAddress;
        using var lease = _networks.AttemptAcquire(LookupOrigin.Of(client));
        if (!lease.IsAcquired)
        {
            _telemetry.Refused(TooMany.Code);
            return TooMany;
        }

        http.Features.Set(new MintedContext(TenantContext.Gateway, _codec, null, _time.GetUtcNow()));
        return null;
    }

    public void Dispose() => _networks.Dispose();
}
