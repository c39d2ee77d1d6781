using System.ComponentModel.DataAnnotations;

namespace Nanobot.Services.Reports.Features.VerifyDeliveryEmail;

/// <summary>Body of <c>POST /delivery/email/verify</c>.</summary>
/// <param name="Code">The eight digits that were sent.</param>
internal sealed record VerifyEmailRequest([property: Required, RegularExpression("^[0-9]{8}$")] string? Code)
{
    /// <summary>Nothing of the code.</summary>
    public override string ToString() => nameof(VerifyEmailRequest);
}
