using Microsoft.AspNetCore.Http.Features;

namespace Nanobot.Services.Gateway.Sockets.Frames;

/// <summary>Has what comes on a connection that becomes a socket pass <see cref="ClientFrames"/>, which are among the features of its request then.</summary>
internal sealed class CheckedUpgrade(HttpContext http) : IHttpUpgradeFeature, IHttpExtendedConnectFeature
{
    private readonly IHttpUpgradeFeature? _upgrade = http.Features.Get<IHttpUpgradeFeature>();
    private readonly IHttpExtendedConnectFeature? _connect = http.Features.Get<IHttpExtendedConnectFeature>();

    public bool IsUpgradableRequest => _upgrade is { IsUpgradableRequest: true };

    public bool IsExtendedConnect => _connect is { IsExtendedConnect: true };

    public string? Protocol => _connect?.Protocol;

    /// <summary>Whether the connection of a request is to become something else.</summary>
    public static bool IsAsked(HttpContext http) =>
        http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } || http.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };

    /// <summary>Puts it in place.</summary>
    public static Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var check = new CheckedUpgrade(http);
        http.Features.Set<IHttpUpgradeFeature>(check);
        http.Features.Set<IHttpExtendedConnectFeature>(check);
        return next(http);
    }

    public async Task<Stream> UpgradeAsync() => Check(await _upgrade!.UpgradeAsync());

    public async ValueTask<Stream> AcceptAsync() => Check(await _connect!.AcceptAsync());

    private ClientFrames Check(Stream transport)
    {
        var frames = new ClientFrames(transport);
        http.Features.Set(frames);
        return frames;
    }
}
