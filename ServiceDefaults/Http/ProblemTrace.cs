using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>Adds <c>traceId</c> to each problem document, and a code where none was given.</summary>
internal static class ProblemTrace
{
    public static void Add(ProblemDetailsContext context)
    {
        // The framework has added its own, under the name that the wire's naming policy makes of it.
        context.ProblemDetails.Extensions.Remove("trace_id");
        context.ProblemDetails.Extensions["traceId"] = Refusal.TraceOf(context.HttpContext);
        context.ProblemDetails.Extensions.TryAdd("code", $"HTTP_{context.ProblemDetails.Status}");
    }
}
