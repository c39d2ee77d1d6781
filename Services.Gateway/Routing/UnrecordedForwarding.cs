using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Transforms;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>
/// Part of the proxy's pipeline: a request whose trace nobody records is forwarded without a span of the client's, which would be made and filled for nobody: a tenth of
/// what such a request costs. Its trace goes on by its own span.
/// </summary>
internal sealed class UnrecordedForwarding(RequestDelegate next)
{
    // Without a current span the client makes none, and hands nothing on.
    private static readonly DistributedContextPropagator.PropagatorSetterCallback Add =
        static (headers, name, value) => ((HttpRequestMessage)headers!).Headers.TryAddWithoutValidation(name, value);

    /// <summary>Forwards.</summary>
    public Task InvokeAsync(HttpContext http) => Activity.Current is { Recorded: false } ? ForwardAsync(http) : next(http);

    /// <summary>Hands the trace on where the client does not.</summary>
    public static ValueTask HandOnAsync(RequestTransformContext transform)
    {
        if (Activity.Current is null && transform.HttpContext.Features.Get<IHttpActivityFeature>()?.Activity is { } activity)
        {
            var propagator = DistributedContextPropagator.Current;
            foreach (var field in propagator.Fields)
            {
                transform.ProxyRequest.Headers.Remove(field);
            }

            propagator.Inject(activity, transform.ProxyRequest, Add);
        }

        return ValueTask.CompletedTask;
    }

    // What an asynchronous method sets is current in it alone.
    private async Task ForwardAsync(HttpContext http)
    {
        Activity.Current = null;
        await next(http);
    }
}
