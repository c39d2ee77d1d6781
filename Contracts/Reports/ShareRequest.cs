using System.ComponentModel.DataAnnotations;
using Nanobot.Contracts.Values;

namespace Nanobot.Contracts.Reports;

/// <summary>Body of <c>POST /reports/{report_id}/share</c>.</summary>
/// <param name="ExpiresIn">For how long the link leads to the report, in seconds: 60 to 7,776,000 (90 days); a week where nothing is said.</param>
/// <param name="Format">The only form that the link gives: html, markdown, text or pdf; what its reader prefers where nothing is said.</param>
public sealed record ShareRequest(
    [property: Range(ShareRequest.Shortest, ShareRequest.Longest)] int? ExpiresIn = null,
    [property: Permitted<ShareFormat>] string? Format = null)
{
    /// <summary>The shortest life of a link, in seconds.</summary>
    public const int Shortest = 60;

    /// <summary>The longest life of a link, in seconds.</summary>
    public const int Longest = 7_776_000;

    /// <summary>Its life where nothing is said.</summary>
    public const int Usual = 604_800;
}
