using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.ServiceDefaults.Http.Preconditions;

/// <summary>
/// What a request says of the state that it expects, as a parameter of an endpoint's handler; a header that is malformed is a 400 that
/// names it.
/// </summary>
/// <param name="IfMatch">One of these must be there, or null where nothing is said.</param>
/// <param name="IfNoneMatch">None of these may be there, or null where nothing is said.</param>
public sealed record RequestPreconditions(EntityTags? IfMatch = null, EntityTags? IfNoneMatch = null)
{
    /// <summary>Binds from the headers.</summary>
    public static ValueTask<RequestPreconditions> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        var headers = http.Request.Headers;
        return ValueTask.FromResult(new RequestPreconditions(Read(HeaderNames.IfMatch, headers.IfMatch), Read(HeaderNames.IfNoneMatch, headers.IfNoneMatch)));
    }

    /// <summary>Whether a change may happen to what is at <paramref name="current"/>, or null where nothing is there.</summary>
    public bool AllowChange(EntityTagHeaderValue? current) =>
        IfMatch?.MatchStrongly(current) is not false && IfNoneMatch?.MatchWeakly(current) is not true;

    /// <summary>Whether If-Match lets what is at <paramref name="current"/> be read.</summary>
    public bool AllowRead(EntityTagHeaderValue current) => IfMatch?.MatchStrongly(current) is not false;

    /// <summary>Whether whoever reads has what is at <paramref name="current"/> already.</summary>
    public bool Has(EntityTagHeaderValue current) => IfNoneMatch?.MatchWeakly(current) is true;

    private static EntityTags? Read(string name, StringValues header) => header.Count == 0 ? null
        : EntityTags.TryRead(header, out var tags) ? tags
        : throw new RefusalException(Refusals.Invalid(name, "must be * or entity tags in quotation marks with commas between them, such as \"3\", \"4\""));
}
