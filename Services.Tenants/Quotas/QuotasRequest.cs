using System.ComponentModel.DataAnnotations;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Tenants.Quotas;

/// <summary>Body of <c>PUT /tenants/{id}/quotas</c> and <c>PUT /users/{user_id}/quotas</c>: all own amounts, in the place of those before.</summary>
/// <param name="Quotas">The amounts; of one that is null or absent there is no own amount.</param>
internal sealed record QuotasRequest([property: Required] QuotaAmounts? Quotas)
{
    /// <summary>Adds what is wrong with it.</summary>
    public void Check(ValidationErrors errors)
    {
        errors.Require(Quotas is not null, "quotas", "is needed: an object with an amount or null by quota");
        Quotas?.Check("quotas", errors);
    }
}
