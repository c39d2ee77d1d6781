using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies.Rules;

namespace Nanobot.Services.Tenants.Attributes;

/// <summary>Body of <c>PUT /users/{user_id}/attributes</c> and <c>PUT /tenants/{id}/attributes</c>: all own attributes, in the place of those before.</summary>
/// <param name="Attributes">A text of at most 200 characters, a number or a truth value by name; at most 32.</param>
internal sealed record AttributesRequest([property: Required] IReadOnlyDictionary<string, JsonElement>? Attributes)
{
    /// <summary>Adds what is wrong with them; none of them may have a name that is <paramref name="reserved"/>.</summary>
    public void Check(IReadOnlyList<string> reserved, ValidationErrors errors)
    {
        errors.Require(Attributes is not null, "attributes", "is needed: an object with a text, a number or a truth value by name");
        Check(Attributes, reserved, errors);
    }

    /// <summary>Adds what is wrong with attributes that may be left out.</summary>
    public static void Check(IReadOnlyDictionary<string, JsonElement>? attributes, IReadOnlyList<string> reserved, ValidationErrors errors)
    {
        if (attributes is not null)
        {
            OwnAttributeRules.Check(attributes, "attributes", reserved, (place, why) => errors.Require(false, place, why));
        }
    }
}
