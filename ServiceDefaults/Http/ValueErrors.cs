using System.Diagnostics.CodeAnalysis;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>Reads the domain's values out of a request, and collects what is none.</summary>
public static class ValueErrors
{
    /// <summary>Requires a text that is a <typeparamref name="T"/>.</summary>
    public static ValidationErrors Require<T>(this ValidationErrors errors, string? text, string field)
        where T : DomainValue<T>, IDomainValue<T> => errors.Require(DomainValue<T>.IsValid(text), field, T.Form);

    /// <summary>Reads a <typeparamref name="T"/>; false where the text is none, which is then among the errors.</summary>
    public static bool TryRead<T>(this ValidationErrors errors, string? text, string field, [NotNullWhen(true)] out T? value)
        where T : DomainValue<T>, IDomainValue<T>
    {
        var read = T.TryParse(text, out value);
        errors.Require(read, field, T.Form);
        return read;
    }

    /// <summary>Requires what every request for a report must be, at whichever door.</summary>
    /// <param name="prefix">What stands before a member's name in the request, for example <c>payload.</c>.</param>
    public static ValidationErrors RequireReport(this ValidationErrors errors, ReportRequest request, string prefix = "")
    {
        ReportRequestRules.Check(request, (member, why) => errors.Require(false, prefix + member, why));
        return errors;
    }
}
