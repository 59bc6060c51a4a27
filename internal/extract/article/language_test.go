package article

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestLanguage(t *testing.T) {
	for _, c := range []struct{ want, text string }{
		{"en", "The bridge will close in May, said Ana Reyes, who runs the port."},
		{"en", "COUNCIL LEADER SAYS THE BRIDGE WILL CLOSE IN MAY FOR REPAIRS"},
		{"en", "Mayor João Núñez of Łódź met Recep Yıldırım and Bjørn Ødegård in São Tomé, according to Der Kurier."},
		{"en", "\"No,\" he said. \"We did not know.\""},
		{"en", "Shares in Société Générale de la Mer fell 4% on Friday after the bank said that it would cut jobs in Île-de-France."},
		{"de", "Die Brücke wird im Mai geschlossen, sagte die Leiterin des Hafens, und das sei nicht zu ändern."},
		{"fr", "Le pont sera fermé en mai, a déclaré la directrice du port, qui ne veut pas donner de date."},
		{"es", "El puente se cerrará en mayo, dijo la directora del puerto, que no quiso dar más detalles."},
		{"it", "Il ponte sarà chiuso a maggio, ha detto la direttrice del porto, che non ha dato altri dettagli."},
		{"pt", "A ponte será fechada em maio, disse a diretora do porto, que não quis dar mais detalhes."},
		{"nl", "De brug gaat in mei dicht, zegt de directeur van de haven, die niet meer wil zeggen over het plan."},
		{"sv", "Bron stängs i maj, säger hamnens chef, som inte vill säga mer om vad det är för arbete."},
		{"da", "Broen bliver lukket i maj, siger havnens chef, som ikke vil sige mere om, hvad det er for et arbejde."},
		{"no", "Broen blir stengt i mai, sier havnesjefen, som ikke vil si mer om hva det er for et arbeid nå."},
		{"pl", "Most zostanie zamknięty w maju, powiedziała dyrektor portu, która nie chce mówić o tym, jak długo to potrwa."},
		{"cs", "Most bude v květnu uzavřen, řekla ředitelka přístavu, která však podle svých slov není o plánu informována a že to tak je."},
		{"tr", "Köprü mayıs ayında kapanacak, dedi liman müdürü; ancak bu iş için daha çok para gerekli olduğunu söyledi."},
		{"id", "Jembatan itu akan ditutup pada bulan Mei, kata direktur pelabuhan, yang tidak ingin memberi keterangan lebih."},
		{"vi", "Cây cầu sẽ đóng cửa vào tháng năm, giám đốc cảng cho biết, và không có thông tin nào khác về việc này."},
		{"ru", "Мост закроют в мае, сказала директор порта, которая не хочет говорить больше."},
		{"uk", "Міст закриють у травні, сказала директорка порту, яка не хоче говорити більше."},
		{"el", "Η γέφυρα θα κλείσει τον Μάιο, είπε η διευθύντρια του λιμανιού."},
		{"ar", "قالت مديرة الميناء إن الجسر سيغلق في شهر مايو المقبل"},
		{"fa", "مدیر بندر گفت که پل در ماه مه بسته می‌شود و چند ماه تعمیر خواهد شد"},
		{"he", "הגשר ייסגר בחודש מאי, אמרה מנהלת הנמל לעיתונאים"},
		{"zh", "港口负责人表示，大桥将于五月关闭，维修工程预计持续三个月。"},
		{"ja", "港の責任者は、橋が五月に閉鎖されると述べた。工事は三か月続く。"},
		{"ko", "항만 책임자는 다리가 오월에 폐쇄될 것이라고 말했다."},
		{"hi", "बंदरगाह की निदेशक ने कहा कि पुल मई में बंद रहेगा।"},
		{"th", "ผู้อำนวยการท่าเรือกล่าวว่าสะพานจะปิดในเดือนพฤษภาคม"},
		{"", ""},
		{"", "Bridge closes"},
		{"", "12 345 678 90 !!! ... 55"},
		{"", "Xqz wvrt plmk bnvc dfgh jklm qwrt"},
	} {
		if got := Language(c.text); got != c.want {
			t.Errorf("Language(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func FuzzLanguage(f *testing.F) {
	f.Add("The bridge will close in May, said Ana Reyes.")
	f.Add("Мост закроют 港口 橋が \xff\xfe '' é")
	f.Fuzz(func(t *testing.T, text string) {
		got := Language(text)
		if got != "" && (len(got) != 2 || !utf8.ValidString(got)) {
			t.Fatalf("Language(%q) = %q", text, got)
		}
		if got != Language(strings.Clone(text)) {
			t.Fatalf("Language(%q) differs from run to run", text)
		}
	})
}
