namespace Nanobot.Contracts.Operations;

/// <summary>Makes the operations of one module, and remembers each: none can be left out of the list.</summary>
internal sealed class ModuleOperations(string module)
{
    private const string Limits = "/limits";
    private readonly List<Operation> _all = [];

    public IReadOnlyList<Operation> All => _all;

    public Operation Get(string name, string id, string path, Access access) => Add(name, id, "GET", path, access, CostClass.Read);

    public Operation Get(string name, string id, string path, Access access, params IReadOnlyList<string> forms) => Add(name, id, "GET", path, access, CostClass.Read, forms);

    public Operation Post(string name, string id, string path, Access access, CostClass cost = CostClass.Write) => Add(name, id, "POST", path, access, cost);

    public Operation Post(string name, string id, string path, Access access, CostClass cost, params IReadOnlyList<string> forms) => Add(name, id, "POST", path, access, cost, forms);

    /// <summary>One that takes a larger body than others do.</summary>
    public Operation Upload(string name, string id, string path, Access access, long largestBody) => Add(name, id, "POST", path, access, CostClass.Write, largestBody: largestBody);

    /// <summary>The same where it takes more than rows.</summary>
    public Operation Upload(string name, string id, string path, Access access, CostClass cost, long largestBody, params IReadOnlyList<string> forms) =>
        Add(name, id, "POST", path, access, cost, forms, largestBody);

    public Operation Put(string name, string id, string path, Access access) => Add(name, id, "PUT", path, access, CostClass.Write);

    public Operation Patch(string name, string id, string path, Access access) => Add(name, id, "PATCH", path, access, CostClass.Write);

    public Operation Delete(string name, string id, string path, Access access) => Add(name, id, "DELETE", path, access, CostClass.Write, forms: []);

    private Operation Add(string name, string id, string verb, string path, Access access, CostClass cost, IReadOnlyList<string>? forms = null, long largestBody = Operation.DefaultLargestBody)
    {
        var operation = new Operation(name, id, verb, path, module, access, cost)
        {
            Forms = forms ?? [MediaTypes.Json],
            LargestBody = largestBody,
            IsAboutLimits = path == Limits || path.StartsWith($"{Limits}/", StringComparison.Ordinal),
        };
        _all.Add(operation);
        return operation;
    }
}
