using System.Reflection;
using System.Text.RegularExpressions;
using Nanobot.Contracts.Operations;

namespace Nanobot.Architecture.Tests;

public sealed partial class OperationTests
{
    [Fact]
    public void No_two_operations_share_a_name_an_id_or_a_method_of_a_path()
    {
        Assert.NotEmpty(Operations.All);
        AssertDistinct(static operation => operation.Name);
        AssertDistinct(static operation => operation.Id);
        AssertDistinct(static operation => operation.Resource);
        // What a parameter is called makes no other path of it.
        AssertDistinct(static operation => $"{operation.Verb} {Parameter().Replace(operation.Path, "{}")}");
    }

    [Fact]
    public void Every_operation_is_named_in_the_form_that_policies_and_documents_know()
    {
        Assert.Equal([], Operations.All.Where(static operation => !NameForm().IsMatch(operation.Name)));
        Assert.Equal([], Operations.All.Where(static operation => operation.Resource != $"method:{operation.Name}"));
        Assert.Equal([], Operations.All.Where(static operation => !IdForm().IsMatch(operation.Id)));
        Assert.Equal([], Operations.All.Where(static operation => !PathForm().IsMatch(operation.Path)));
        Assert.Equal([], Operations.All.Where(static operation => operation.Verb is not ("GET" or "POST" or "PUT" or "PATCH" or "DELETE")));
    }

    [Fact]
    public void What_only_reads_is_asked_for_with_GET_unless_its_question_needs_a_body()
    {
        Assert.Equal([], Operations.All.Where(static operation => operation.Verb == "GET" && operation.Cost != CostClass.Read));
        Assert.Equal(["internal.credentials.resolve", "internal.tenants.states", "policies.explain", "policies.simulate", "schedule.operations.replay", "schedule.simulate", "tenants.policies.explain", "tenants.policies.simulate"], Operations.All.Where(static operation => operation.Verb != "GET" && operation.Cost == CostClass.Read).Select(static operation => operation.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_only_modules_may_ask_for_is_what_stands_below_internal() =>
        Assert.Equal(
            Operations.All.Where(static operation => operation.Path.StartsWith("/internal/", StringComparison.Ordinal)),
            Operations.All.Where(static operation => !operation.IsPublic));

    [Fact]
    public void Each_path_belongs_to_one_module()
    {
        var shared = Operations.All.GroupBy(static operation => operation.Path).Where(static path => path.Select(static operation => operation.Module).Distinct().Count() > 1);

        Assert.Empty(shared.Select(static path => path.Key));
    }

    [Fact]
    public void Every_operation_of_every_table_is_among_all_and_every_service_has_a_table()
    {
        var tables = typeof(Operations).GetNestedTypes().ToDictionary(
            static table => (string)table.GetField("Module")!.GetRawConstantValue()!,
            static table => table.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(static property => property.PropertyType == typeof(Operation)).ToList());

        Assert.Equal(Repository.Services.Select(static service => service["Services.".Length..].ToLowerInvariant()).Order(), tables.Keys.Order());
        foreach (var (module, operations) in tables)
        {
            Assert.NotEmpty(operations);
            // A use case, its endpoint's id and its operation have one name.
            Assert.Equal(operations.Select(static property => property.Name), Operations.Of(module).Select(static operation => operation.Id));
        }
    }

    private static void AssertDistinct(Func<Operation, string> key) =>
        Assert.Equal([], Operations.All.GroupBy(key, StringComparer.OrdinalIgnoreCase).Where(static same => same.Count() > 1).Select(static same => same.Key));

    [GeneratedRegex(@"\A[a-z]+(\.[a-z_]+)+\z")]
    private static partial Regex NameForm();

    [GeneratedRegex(@"\A([A-Z][a-z]+)+\z")]
    private static partial Regex IdForm();

    // A parameter is a whole segment without a constraint; the last one may take the rest of the path. OpenAI's paths begin with a version.
    [GeneratedRegex(@"\A(/v1)?(/([a-z-]+|\{[a-z_]+\}))+(/\{\*\*[a-z_]+\})?\z")]
    private static partial Regex PathForm();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
