using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;

namespace Nanobot.ServiceDefaults.Http.Answers;

/// <summary>
/// Says of every answer, errors included, what caches and browsers must know (RFC 9111): an answer that a credential shaped is kept by
/// nobody, or by its reader alone who asks again each time, and varies by the headers that a credential comes in; its media type is what
/// it says; and a 503 says when to come back. An endpoint's own word stands where it is as strict.
/// </summary>
internal sealed class AnswerHeadersMiddleware
{
    private const string NotKept = "no-store";
    private const string ComeBackAfter = "5";
    private readonly RequestDelegate _next;
    private readonly Func<object, Task> _apply;
    private readonly AnswerHeadersOptions _options;
    private readonly string[] _always;
    private readonly string[] _ofCredentials;

    public AnswerHeadersMiddleware(RequestDelegate next, IOptions<AnswerHeadersOptions> options)
    {
        _next = next;
        _apply = Apply;
        _options = options.Value;
        _always = [.. _options.Everywhere];
        _ofCredentials = [.. _options.Credentials, .. _options.Everywhere];
    }

    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(_apply, http);
        return _next(http);
    }

    private Task Apply(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        // Of what an exception ended, the endpoint is told apart: it is no longer the request's.
        var endpoint = http.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? http.GetEndpoint();
        var isPublic = PublicAnswer.Is(http) || endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        headers.XContentTypeOptions = "nosniff";
        if (headers.CacheControl.Count == 0 || (!isPublic && !IsStrict(headers.CacheControl)))
        {
            headers.CacheControl = NotKept;
        }

        var said = endpoint?.Metadata.GetMetadata<Operation>() is { Forms.Count: > 1 } ? StringValues.Concat(HeaderNames.Accept, headers.Vary) : headers.Vary;
        headers.Vary = Merge(said, isPublic ? _always : _ofCredentials);
        if (http.Response.StatusCode == StatusCodes.Status503ServiceUnavailable && headers.RetryAfter.Count == 0)
        {
            headers.RetryAfter = ComeBackAfter;
        }

        if (_options.TellsRefusals && http.Features.Get<Refusal>() is { } refusal)
        {
            headers[TenantHeaders.Refusal] = refusal.Code;
        }

        return Task.CompletedTask;
    }

    private StringValues Merge(StringValues said, string[] names)
    {
        if (said.Count == 0)
        {
            return names.Length == 0 ? default : string.Join(", ", names);
        }

        var own = said.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(name => !_options.Inner.Contains(name, StringComparer.OrdinalIgnoreCase));
        return string.Join(", ", own.Concat(names).Distinct(StringComparer.OrdinalIgnoreCase));
    }

    private static bool IsStrict(StringValues cacheControl)
    {
        var directives = cacheControl.ToString().Split(',', StringSplitOptions.TrimEntries);
        return Has(directives, NotKept) || (Has(directives, "private") && Has(directives, "no-cache"));
    }

    private static bool Has(string[] directives, string name) => directives.Contains(name, StringComparer.OrdinalIgnoreCase);
}
