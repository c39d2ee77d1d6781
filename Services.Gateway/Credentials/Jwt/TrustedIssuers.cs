using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Services.Gateway.Credentials.Jwt.Keys;
using Nanobot.Services.Gateway.Observability;

namespace Nanobot.Services.Gateway.Credentials.Jwt;

/// <summary>The issuers whose tokens are accepted: the gateway itself and the configured ones. Keeps the published keys fresh.</summary>
internal sealed class TrustedIssuers(
    IOptions<IssuersOptions> options, GatewayTokens own, GatewayTelemetry telemetry, Backoff backoff, TimeProvider time, ILogger<PublishedKeys> logger)
    : BackgroundService
{
    public IReadOnlyList<Issuer> All { get; } =
    [
        own.AsIssuer(),
        .. options.Value.Issuers.Select(issuer => issuer.JwksUri is { Length: > 0 } address
            ? IssuerFactory.Create(issuer, Publish(issuer, new Uri(address), telemetry, backoff, time, logger))
            : IssuerFactory.Create(issuer)),
    ];

    private IEnumerable<PublishedKeys> Published => All.Select(issuer => issuer.Keys).OfType<PublishedKeys>();

    public override void Dispose()
    {
        foreach (var keys in Published)
        {
            keys.Dispose();
        }

        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Published.Select(keys => keys.KeepAsync(stoppingToken)));

    private static PublishedKeys Publish(IssuerOptions issuer, Uri address, GatewayTelemetry telemetry, Backoff backoff, TimeProvider time, ILogger<PublishedKeys> logger) =>
        new(issuer.Issuer, address, issuer.JwksRefresh, PublishedKeys.CreateClient(address), telemetry, backoff, time, logger);
}
