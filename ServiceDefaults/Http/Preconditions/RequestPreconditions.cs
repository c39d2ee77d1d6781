using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.ServiceDefaults.Http.Preconditions;

/// <summary>
/// What a request says of the state that it expects, as a parameter of an endpoint's handler, in the order of RFC 9110, 13.2.2: entity tags
/// go before dates. A tag that is malformed is a 400 that names its header; a date that is none is passed over.
/// </summary>
/// <param name="IfMatch">One of these must be there, or null where nothing is said.</param>
/// <param name="IfNoneMatch">None of these may be there, or null where nothing is said.</param>
/// <param name="IfUnmodifiedSince">What is there must not be younger; null where nothing is said, or where If-Match says it.</param>
/// <param name="IfModifiedSince">Of what is not younger whoever reads has a copy; null where nothing is said, or where If-None-Match says it.</param>
public sealed record RequestPreconditions(
    EntityTags? IfMatch = null, EntityTags? IfNoneMatch = null, DateTimeOffset? IfUnmodifiedSince = null, DateTimeOffset? IfModifiedSince = null)
{
    /// <summary>Binds from the headers.</summary>
    public static ValueTask<RequestPreconditions> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        var headers = http.Request.Headers;
        var (match, noneMatch) = (Read(HeaderNames.IfMatch, headers.IfMatch), Read(HeaderNames.IfNoneMatch, headers.IfNoneMatch));
        return ValueTask.FromResult(new RequestPreconditions(
            match, noneMatch, match is null ? Date(headers.IfUnmodifiedSince) : null, noneMatch is null ? Date(headers.IfModifiedSince) : null));
    }

    /// <summary>Whether a change may happen to what is at <paramref name="current"/>, or null where nothing is there.</summary>
    public bool AllowChange(Validators? current) => IsExpected(current) && IfNoneMatch?.MatchWeakly(current?.Tag) is not true;

    /// <summary>Whether what is at <paramref name="current"/> may be read by whoever expects it.</summary>
    public bool AllowRead(Validators current) => IsExpected(current);

    /// <summary>Whether whoever reads has what is at <paramref name="current"/> already.</summary>
    public bool Has(Validators current)
    {
        ArgumentNullException.ThrowIfNull(current);
        return IfNoneMatch?.MatchWeakly(current.Tag) ?? current.LastModified <= IfModifiedSince;
    }

    private bool IsExpected(Validators? current) => IfMatch?.MatchStrongly(current?.Tag) ?? !(current?.LastModified > IfUnmodifiedSince);

    private static DateTimeOffset? Date(StringValues header) => header is [{ } text] && HeaderUtilities.TryParseDate(text, out var date) ? date : null;

    private static EntityTags? Read(string name, StringValues header) => header.Count == 0 ? null
        : EntityTags.TryRead(header, out var tags) ? tags
        : throw new RefusalException(Refusals.Invalid(name, "must be * or entity tags in quotation marks with commas between them, such as \"3\", \"4\""));
}
