using System.ComponentModel.DataAnnotations;

namespace Nanobot.Services.Tenants.Features.RotateKey;

/// <summary>Body of <c>POST /tenants/{id}/keys/{key_id}/rotate</c>; may be left out.</summary>
/// <param name="OverlapSeconds">For how long the old key still works, 0 to 2,592,000 (30 days); default 86,400 (a day).</param>
internal sealed record RotateKeyRequest([property: Range(0, RotateKeyRequest.LongestOverlap)] long? OverlapSeconds = null)
{
    public const long LongestOverlap = 2_592_000;
    public const long DefaultOverlap = 86_400;
}
