using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>Answers an exception by <see cref="Failures"/>. What becomes a 5xx is recorded on the span; the refusal logs itself.</summary>
internal sealed class ProblemExceptionHandler : IExceptionHandler
{
    private const int ClientClosedRequest = 499;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = ClientClosedRequest;
            return true;
        }

        var refusal = Failures.ToRefusal(exception);
        if (refusal.Status >= StatusCodes.Status500InternalServerError)
        {
            Activity.Current?.AddException(exception).SetStatus(ActivityStatusCode.Error, refusal.Code);
        }

        httpContext.Response.StatusCode = refusal.Status;
        await refusal.WriteAsync(httpContext, exception);
        return true;
    }
}
