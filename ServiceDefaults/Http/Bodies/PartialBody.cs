using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.ServiceDefaults.Http.Bodies;

/// <summary>A PUT replaces the whole: of one that says that it brings a part (RFC 9110, 14.5) nothing is kept.</summary>
internal static class PartialBody
{
    private static readonly Refusal NotTaken = Refusals.Invalid(HeaderNames.ContentRange, "is not taken with PUT, which replaces the whole; send all of it");

    public static Refusal? Check(HttpRequest request) =>
        HttpMethods.IsPut(request.Method) && request.Headers.ContentRange.Count > 0 ? NotTaken : null;
}
