using Microsoft.AspNetCore.Http.Features;
using Nanobot.Platform.Core.Problems;
using Yarp.ReverseProxy.Forwarder;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>Part of the proxy's pipeline: what cannot be forwarded, or is not answered, becomes problem+json.</summary>
internal static class ForwardingErrors
{
    private static readonly Refusal BodyTooLarge =
        new(StatusCodes.Status413PayloadTooLarge, "BODY_TOO_LARGE", "The body is larger than 1 MB.");

    public static async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        // Known beforehand, it need not be begun: the module would see a body that breaks off.
        if (http.Request.ContentLength > http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize)
        {
            await BodyTooLarge.WriteAsync(http);
            return;
        }

        await next(http);
        if (http.GetForwarderErrorFeature() is { } error && !http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            await ToRefusal(error, http).WriteAsync(http);
        }
    }

    private static Refusal ToRefusal(IForwarderErrorFeature error, HttpContext http)
    {
        if (Find<BadHttpRequestException>(error.Exception) is { } bad)
        {
            return bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? BodyTooLarge
                : new Refusal(bad.StatusCode, "BAD_REQUEST", "The body did not arrive whole.");
        }

        var status = error.Error switch
        {
            ForwarderError.RequestTimedOut or ForwarderError.RequestBodyDestination when Find<TimeoutException>(error.Exception) is not null =>
                StatusCodes.Status504GatewayTimeout,
            ForwarderError.RequestTimedOut => StatusCodes.Status504GatewayTimeout,
            ForwarderError.NoAvailableDestinations => StatusCodes.Status503ServiceUnavailable,
            ForwarderError.RequestBodyClient => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status502BadGateway,
        };
        return status == StatusCodes.Status400BadRequest
            ? new Refusal(status, "BAD_REQUEST", "The body did not arrive whole.")
            : Refusals.Unavailable("MODULE_UNAVAILABLE", $"The module {http.GetReverseProxyFeature().Cluster.Config.ClusterId} does not answer at the moment; try again shortly.")
                with { Status = status };
    }

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
