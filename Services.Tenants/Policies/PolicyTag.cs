using System.Globalization;
using Microsoft.Net.Http.Headers;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>The entity tag of a policy: its revision.</summary>
internal static class PolicyTag
{
    public static Validators? Of(PolicyRow? row) =>
        row is null ? null : new Validators(new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{row.Revision}\"")), row.UpdatedAt);
}
