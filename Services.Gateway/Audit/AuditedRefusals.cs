using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Requests;
using Yarp.ReverseProxy.Transforms;

namespace Nanobot.Services.Gateway.Audit;

/// <summary>
/// Which refusals that come from behind the guards are audited: of the credential, the right or a limit wherever they are made, and whatever
/// refuses a change. That there is nothing to read, or that a question is wrong, is none.
/// </summary>
internal static class AuditedRefusals
{
    /// <summary>Audits a module's refusal; takes off the header that says which.</summary>
    public static ValueTask OfModule(ResponseTransformContext transform)
    {
        var http = transform.HttpContext;
        if (transform.ProxyResponse is { } response && response.Headers.NonValidated.TryGetValues(TenantHeaders.Refusal, out var codes))
        {
            http.Response.Headers.Remove(TenantHeaders.Refusal);
            Tell(http, (int)response.StatusCode, codes.ToString());
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Audits refusals of the gateway's own operations.</summary>
    public static async ValueTask<object?> OfOwnAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var result = await next(invocation);
        if ((result is INestedHttpResult nested ? nested.Result : result) is Refusal refusal)
        {
            Tell(invocation.HttpContext, refusal.Status, refusal.Code);
        }

        return result;
    }

    private static void Tell(HttpContext http, int status, string code)
    {
        var isRefusal = status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests
            || (status is >= StatusCodes.Status400BadRequest and < StatusCodes.Status500InternalServerError && RequestedOperations.Of(http) is { MayChange: true });
        if (isRefusal && http.Features.Get<Principal>() is { } principal)
        {
            http.RequestServices.GetRequiredService<IAuditSink>().Refused(http, principal, code);
        }
    }
}
