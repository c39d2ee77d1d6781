using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Gateway.Observability;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>Part of the proxy's pipeline: what cannot be forwarded, or is not answered, becomes problem+json, which is a line in the log where it is not the client's doing.</summary>
internal sealed class ForwardingErrors(RequestDelegate next, GatewayTelemetry telemetry)
{
    private const int Kilobyte = 1024;
    private const int Megabyte = 1024 * 1024;

    private static readonly Refusal BodyNotWhole =
        new(StatusCodes.Status400BadRequest, "BAD_REQUEST", "The body did not arrive whole.");

    public async Task InvokeAsync(HttpContext http)
    {
        // Known beforehand, it need not be begun: the module would see a body that breaks off. The proxy sets the route's limit just before it forwards.
        if (http.GetReverseProxyFeature().Route.Config is var route && http.Request.ContentLength > route.MaxRequestBodySize)
        {
            await TooLarge(route).WriteAsync(http);
            return;
        }

        await next(http);
        if (http.GetForwarderErrorFeature() is { } error && !http.RequestAborted.IsCancellationRequested)
        {
            await AnswerAsync(error, http);
        }
    }

    private async Task AnswerAsync(IForwarderErrorFeature error, HttpContext http)
    {
        var route = http.GetReverseProxyFeature().Route.Config;
        var refusal = ToRefusal(error, route);
        if (refusal.Status >= StatusCodes.Status500InternalServerError)
        {
            telemetry.NotForwarded(route.ClusterId!, error.Error.ToString());
            refusal = refusal with { Reason = $"The module {route.ClusterId} did not answer ({error.Error})" };
        }

        await refusal.WriteAsync(http, error.Exception);
    }

    private static Refusal TooLarge(RouteConfig route) =>
        new(StatusCodes.Status413PayloadTooLarge, "BODY_TOO_LARGE", route.MaxRequestBodySize < Megabyte
            ? $"The body is larger than {route.MaxRequestBodySize / Kilobyte} KB." : $"The body is larger than {route.MaxRequestBodySize / Megabyte} MB.");

    private static Refusal ToRefusal(IForwarderErrorFeature error, RouteConfig route)
    {
        var module = route.ClusterId!;
        if (Find<BadHttpRequestException>(error.Exception) is { } bad)
        {
            return bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge(route) : BodyNotWhole with { Status = bad.StatusCode };
        }

        return error.Error switch
        {
            ForwarderError.RequestTimedOut => Unavailable(module, StatusCodes.Status504GatewayTimeout),
            ForwarderError.RequestBodyDestination when Find<TimeoutException>(error.Exception) is not null =>
                Unavailable(module, StatusCodes.Status504GatewayTimeout),
            ForwarderError.NoAvailableDestinations => Unavailable(module, StatusCodes.Status503ServiceUnavailable),
            ForwarderError.RequestBodyClient => BodyNotWhole,
            _ => Unavailable(module, StatusCodes.Status502BadGateway),
        };
    }

    private static Refusal Unavailable(string module, int status) =>
        Refusals.Unavailable("MODULE_UNAVAILABLE", $"The module {module} does not answer at the moment; try again shortly.") with { Status = status };

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
            {
                return found;
            }

            if (exception is AggregateException aggregate && aggregate.InnerExceptions.Select(Find<T>).FirstOrDefault(inner => inner is not null) is { } inner)
            {
                return inner;
            }
        }

        return null;
    }
}
