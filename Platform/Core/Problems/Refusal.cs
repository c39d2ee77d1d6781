using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Platform.Core.Wire;

namespace Nanobot.Platform.Core.Problems;

/// <summary>
/// An expected refusal: a status, a stable code for programs and a sentence for people, answered as problem+json
/// (RFC 9457) with the members <c>code</c> and <c>traceId</c>, or, to OpenAI's clients, as <see cref="OpenAiError"/>.
/// </summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable code, for example <c>REPORT_NOT_FOUND</c>.</param>
/// <param name="Detail">What is wrong and what to do, without secrets and without other people's data.</param>
public sealed record Refusal(int Status, string Code, string Detail) : IResult
{
    // A document with one name twice is read in one way by some, in another by others, and by the strict not at all.
    private static readonly HashSet<string> Taken = ["type", "title", "status", "detail", "instance", "code", "traceId"];

    /// <summary>Further members of the problem document, snake_case, none of them named as one that it has anyway.</summary>
    /// <exception cref="ArgumentException">One is.</exception>
    public IReadOnlyDictionary<string, object?> Members
    {
        get;
        init => field = value.Keys.FirstOrDefault(Taken.Contains) is not { } taken ? value : throw new ArgumentException($"A problem document has a member {taken} already.", nameof(value));
    } = new Dictionary<string, object?>();

    /// <summary>Value of a <c>Retry-After</c> header, rounded up to whole seconds; null for none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What the log says of a 5xx beside its code, where nothing was thrown that says it; never answered, and without secrets. Null: the detail.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the log tells of it elsewhere, in bounds, since whoever is refused decides how often: no record is made for each.</summary>
    public bool IsToldElsewhere { get; init; }

    /// <summary>The trace that the answer to a request names.</summary>
    public static string TraceOf(HttpContext http) =>
        (Activity.Current ?? http.Features.Get<IHttpActivityFeature>()?.Activity)?.TraceId.ToString() ?? http.TraceIdentifier;

    /// <summary>Answers with it: status, document and <c>Retry-After</c>.</summary>
    public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext);

    /// <summary>Writes it as the response, unless that has begun already; what is not the caller's doing is logged.</summary>
    /// <param name="http">The request that is refused.</param>
    /// <param name="exception">What led to it, for the log alone.</param>
    public async Task WriteAsync(HttpContext http, Exception? exception = null)
    {
        RefusalLog.Record(http, this, exception);
        if (http.Response.HasStarted)
        {
            return;
        }

        // For whoever has to know how the request was answered: the audit.
        http.Features.Set(this);

        if (RetryAfter is { } wait)
        {
            http.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (OpenAiError.IsSpokenAt(http))
        {
            http.Response.StatusCode = Status;
            await http.Response.WriteAsJsonAsync(OpenAiError.Of(this, TraceOf(http)), Json.Wire, http.RequestAborted);
            return;
        }

        await TypedResults.Problem(ToProblem()).ExecuteAsync(http);
    }

    /// <summary>As a problem document; <c>traceId</c> is added when it is written.</summary>
    public ProblemDetails ToProblem()
    {
        var problem = new ProblemDetails { Status = Status, Title = ReasonPhrase(Status), Detail = Detail };
        problem.Extensions["code"] = Code;
        if (Activity.Current is { } activity)
        {
            // Here too, and not only where problem documents are customized: that is passed over for clients whose
            // Accept header names no JSON, such as readers of event streams.
            problem.Extensions["traceId"] = activity.TraceId.ToString();
        }

        foreach (var (name, value) in Members)
        {
            problem.Extensions[name] = value;
        }

        return problem;
    }

    private static string ReasonPhrase(int status) => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
}
