BEGIN TRANSACTION;
CREATE TABLE clause (
	notice_id VARCHAR(80) NOT NULL, 
	id VARCHAR(40) NOT NULL, 
	parent VARCHAR(40), 
	position INTEGER NOT NULL, 
	line INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_clause PRIMARY KEY (notice_id, id), 
	CONSTRAINT fk_clause_notice_id FOREIGN KEY(notice_id) REFERENCES notice (id)
);
INSERT INTO "clause" VALUES('good','标题',NULL,0,1,'焉耆县人力资源和社会保障局
关于初次确定初级职称的通知');
INSERT INTO "clause" VALUES('good','引言',NULL,1,5,'各企事业单位：');
INSERT INTO "clause" VALUES('good','一',NULL,2,7,'专业范围
农业系列。');
INSERT INTO "clause" VALUES('good','二',NULL,3,11,'初定条件
大专毕业从事专业技术工
作满2年，经考核合格的，可初次确定初级。');
INSERT INTO "clause" VALUES('good','三',NULL,4,17,'时间安排
网上申报时间：2024年9月25日—10月18日。');
INSERT INTO "clause" VALUES('good','四',NULL,5,21,'咨询电话
联系人：张三
联系电话：0996-0000000');
INSERT INTO "clause" VALUES('good','五',NULL,6,27,'公示
公示时间从xx年xx月起。');
INSERT INTO "clause" VALUES('good','落款',NULL,7,31,'2024年9月23日');
CREATE TABLE entry (
	notice_id VARCHAR(80) NOT NULL, 
	part VARCHAR(12) NOT NULL, 
	position INTEGER NOT NULL, 
	kind VARCHAR(20), 
	clause VARCHAR(40), 
	say TEXT NOT NULL, 
	payload JSON NOT NULL, 
	CONSTRAINT pk_entry PRIMARY KEY (notice_id, part, position), 
	CONSTRAINT fk_entry_notice_id FOREIGN KEY(notice_id) REFERENCES notice (id)
);
INSERT INTO "entry" VALUES('good','facts',0,'contact','四','咨询电话是0996-0000000。','{"id": "contact.phone", "topic": "contact", "also": [], "clause": "\u56db", "quote": "\u8054\u7cfb\u7535\u8bdd\uff1a0996-0000000", "more_quotes": [], "say": "\u54a8\u8be2\u7535\u8bdd\u662f0996-0000000\u3002", "asks": [], "paths": [], "levels": [], "education": [], "applies_to": [], "kind": "contact", "role": "\u54a8\u8be2", "people": [], "phone": "0996-0000000"}');
INSERT INTO "entry" VALUES('good','facts',1,'years','二','大专毕业满2年可以初定。','{"id": "years.college", "topic": "years", "also": [], "clause": "\u4e8c", "quote": "\u5927\u4e13\u6bd5\u4e1a\u4ece\u4e8b\u4e13\u4e1a\u6280\u672f\u5de5\u4f5c\u6ee12\u5e74", "more_quotes": [], "say": "\u5927\u4e13\u6bd5\u4e1a\u6ee12\u5e74\u53ef\u4ee5\u521d\u5b9a\u3002", "asks": [], "paths": [], "levels": [], "education": ["\u5927\u4e13"], "applies_to": [], "kind": "years", "years": 2}');
INSERT INTO "entry" VALUES('good','facts',2,'window','三','网上申报时间是2024年9月25日至10月18日。','{"id": "window.apply", "topic": "window_apply", "also": [], "clause": "\u4e09", "quote": "\u7f51\u4e0a\u7533\u62a5\u65f6\u95f4\uff1a2024\u5e749\u670825\u65e5\u201410\u670818\u65e5", "more_quotes": [], "say": "\u7f51\u4e0a\u7533\u62a5\u65f6\u95f4\u662f2024\u5e749\u670825\u65e5\u81f310\u670818\u65e5\u3002", "asks": [], "paths": [], "levels": [], "education": [], "applies_to": [], "kind": "window", "stage": "apply", "start": "2024-09-25", "end": "2024-10-18", "year_printed": true, "tentative": false, "duty": ""}');
INSERT INTO "entry" VALUES('good','not_stated',0,NULL,NULL,'','{"topics": ["coverage_series", "coverage_units", "coverage_levels", "years_counting", "education_requirement", "party_school", "postgraduate", "township_mid", "grassroots_promotion", "assessment_condition", "promotion_years", "review_conditions", "exam_only", "civil_servant", "retired", "discipline", "exclusions", "contract_staff", "private_institution", "posted_away", "cross_region", "change_series", "exceptional", "post_quota", "age_limit", "exams_required", "deadline_hour", "cutoff_final_review", "window_audit", "window_paper", "window_payment", "late_consequence", "next_round", "certificate", "issue_date", "document_number", "issuer", "platform", "account", "account_trouble", "guide", "conditions_lookup", "filling_rules", "scan_quality", "omission", "submit_first", "audit_route", "registration_place", "return_deadline", "return_overdue", "resubmission_limit", "after_audit", "delivery_method", "paper_submitter", "unit_duties", "unit_opinion", "bureau_duties", "accountability", "materials_online", "materials_paper", "unit_materials", "bureau_materials", "id_card", "photo", "social_insurance", "diploma", "diploma_fallback", "degree_certificate", "education_order", "inservice_diploma", "aid_xinjiang", "ce_hours", "ce_years", "ce_source", "ce_exemption", "ce_exemption_who", "ce_teacher", "ce_paper", "assessment_years", "assessment_form", "assessment_newcomer", "assessment_deferral", "internship", "work_summary", "commitment_letter", "other_attachments", "posting_period", "posting_when", "posting_upload", "posting_result", "posting_template", "posting_paper", "recommendation", "review_form", "review_form_source", "review_form_invalid", "review_form_archive", "title_proof", "transfer_proof", "work_history", "experience_proof", "achievements", "awards", "patents", "papers", "masking", "masking_check", "political_appraisal", "unit_nature", "copy_seal", "materials_return", "packaging", "guarantee", "teacher_extra", "teacher_certificate", "appointment_document", "putonghua_required", "putonghua_grade", "roster", "other_proof", "defence_time", "defence_exempt", "defence_score", "payment_method", "supervision", "place", "office_hours", "appeal", "penalty_record", "penalty_commitment", "penalty_guarantee", "penalty_basis", "legal_basis", "attachments", "template_content", "fee"], "paths": [], "say": "", "asks": [], "quotes": []}');
CREATE TABLE meta (
	"key" VARCHAR(40) NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_meta PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES('schema','1');
INSERT INTO "meta" VALUES('fingerprint','0000000000000000000000000000000000000000000000000000000000000000');
CREATE TABLE notice (
	id VARCHAR(80) NOT NULL, 
	title TEXT NOT NULL, 
	issuer TEXT NOT NULL, 
	year INTEGER NOT NULL, 
	head JSON NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_notice PRIMARY KEY (id)
);
INSERT INTO "notice" VALUES('good','关于初次确定初级职称的通知','焉耆县人力资源和社会保障局',2024,'{"id": "good", "title": "\u5173\u4e8e\u521d\u6b21\u786e\u5b9a\u521d\u7ea7\u804c\u79f0\u7684\u901a\u77e5", "short_name": "\u6d4b\u8bd5\u901a\u77e5", "issuer": "\u7109\u8006\u53bf\u4eba\u529b\u8d44\u6e90\u548c\u793e\u4f1a\u4fdd\u969c\u5c40", "issued": "2024-09-23", "year": 2024, "document_number": null, "coverage": {"regions": ["\u7109\u8006\u56de\u65cf\u81ea\u6cbb\u53bf"], "paths": ["chuding"], "levels": ["\u521d\u7ea7"], "series_mode": "listed", "series": ["\u519c\u4e1a\u7cfb\u5217"]}}','焉耆县人力资源和社会保障局

关于初次确定初级职称的通知

各企事业单位：

一、专业范围

农业系列。

二、初定条件

大专毕业从事专业技术工

作满2年，经考核合格的，可初次确定初级。

三、时间安排

网上申报时间：2024年9月25日—10月18日。

四、咨询电话

联系人：张三

联系电话：0996-0000000

五、公示

公示时间从xx年xx月起。

2024年9月23日
');
CREATE TABLE topic (
	notice_id VARCHAR(80) NOT NULL, 
	topic VARCHAR(40) NOT NULL, 
	part VARCHAR(12) NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_topic PRIMARY KEY (notice_id, topic, part, position), 
	CONSTRAINT fk_topic_notice_id FOREIGN KEY(notice_id) REFERENCES notice (id)
);
INSERT INTO "topic" VALUES('good','contact','facts',0);
INSERT INTO "topic" VALUES('good','years','facts',1);
INSERT INTO "topic" VALUES('good','window_apply','facts',2);
COMMIT;
